import { Injectable } from '@nestjs/common';
import { RetentionRules } from '../../recordings/index.js';
import { missingFacts, type MissingFact } from '../notice/missing-facts.js';
import { NoticeVersions } from '../notice/notice-versions.js';
import { Database } from '../../platform/database/index.js';
import { standingOf, type DecisionStanding } from './decision-standing.js';
import { FINDING_NAMES, findingOf, type FindingName } from './findings.js';
import { GoingLiveDecision, GoingLiveFinding } from './going-live-finding.entity.js';

/** A decision with where it stands. */
export interface StandingDecision {
  readonly decision: GoingLiveDecision;
  readonly standing: DecisionStanding;
}

/** A finding as it stands: who decides it until when, and what was decided, newest first. */
export interface FindingState {
  readonly finding: FindingName;
  readonly assigned: GoingLiveFinding | null;
  readonly decisions: readonly StandingDecision[];
  /** The newest decision that counts; null while it is open. */
  readonly settled: StandingDecision | null;
  /** The one that waits for somebody else; null where none does. */
  readonly waits: StandingDecision | null;
}

/** Reads how the open findings stand. There are few. */
@Injectable()
export class GoingLiveState {
  constructor(
    private readonly database: Database,
    private readonly rules: RetentionRules,
    private readonly notices: NoticeVersions,
  ) {}

  async all(): Promise<readonly FindingState[]> {
    const em = this.database.entities();
    const [assigned, decisions, rules] = [
      await em.find(GoingLiveFinding, {}),
      await em.find(GoingLiveDecision, {}, { orderBy: { version: 'desc', finding: 'asc' } }),
      await this.rules.all(),
    ];
    return FINDING_NAMES.map(finding => {
      const own = decisions
        .filter(decision => decision.finding === finding)
        .map(decision => ({ decision, standing: standingOf(decision, rules) }));
      return {
        ...{ finding, assigned: assigned.find(row => row.finding === finding) ?? null, decisions: own },
        settled: own.find(({ standing }) => standing.state === 'settled') ?? null,
        waits: own.find(({ standing }) => standing.state === 'proposed') ?? null,
      };
    });
  }

  async one(finding: FindingName): Promise<FindingState> {
    const state = (await this.all()).find(one => one.finding === finding);
    if (!state) throw new TypeError('A finding of the list has a state.');
    return state;
  }

  /** What the notice would lack now, for findings that need a setting. */
  async missing(): Promise<readonly MissingFact[]> {
    return missingFacts((await this.notices.now()).facts);
  }
}

/** What of `missing` keeps a finding from being settled. */
export function lackedBy(finding: FindingName, missing: readonly MissingFact[]): string[] {
  const { fact: needed } = findingOf(finding);
  return missing.filter(({ fact }) => fact === needed).map(({ of }) => of ?? '');
}
