import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { retentionInWords } from '../../kernel/retention-words.js';
import type { Requester } from '../../platform/http/index.js';
import { lengthOf, RetentionRules } from '../../recordings/index.js';
import type { MissingFact } from '../notice/missing-facts.js';
import { NoticeVersions } from '../notice/notice-versions.js';
import { findingOf } from './findings.js';
import { GoingLiveState, lackedBy, type FindingState, type StandingDecision } from './going-live-state.js';
import type { GoingLive, GoingLiveFindingView } from './going-live.schemas.js';
import { inEachLanguage, optionText } from './words/words-of.js';

/** Shows what the notice leaves open and what going live asks, and, once all is settled, with what the system was taken into use. */
@Injectable()
export class ReadGoingLive {
  constructor(
    private readonly state: GoingLiveState,
    private readonly staff: StaffDirectory,
    private readonly rules: RetentionRules,
    private readonly notices: NoticeVersions,
    private readonly clock: Clock,
  ) {}

  async view(requester: Pick<Requester, 'id'>, permissions: Permissions): Promise<GoingLive> {
    const [states, missing] = [await this.state.all(), await this.state.missing()];
    const names = await this.staff.names(states.flatMap(peopleIn));
    const seen = { missing, names, me: requester.id, permissions };
    return {
      items: states.map(state => this.#view(state, seen)),
      nextCursor: null,
      open: states.filter(({ settled }) => settled === null).length,
      takenIntoUse: await this.#takenIntoUse(states),
    };
  }

  #view(state: FindingState, { missing, names, me, permissions: { ability } }: Seen): GoingLiveFindingView {
    const { finding, assigned, settled, waits } = state;
    const { of, sections, options, needsReference, decided } = findingOf(finding);
    const { ownerId = null, dueOn = null } = assigned ?? {};
    const waitsFor = waits?.decision.ruleVersion === null ? waits.decision.decidedBy : null;
    return {
      ...{ finding, of, sections: [...sections], needsReference, decided, ownerId, dueOn },
      title: inEachLanguage(words => words.findings[finding].title),
      question: inEachLanguage(words => words.findings[finding].question),
      options: options.map(option => ({ option, text: optionText(option) })),
      lacks: lackedBy(finding, missing),
      ownerName: names.get(ownerId ?? '') ?? null,
      overdue: settled === null && dueOn !== null && dueOn < helsinkiDay(this.clock.now()),
      settled: settled !== null,
      decisions: state.decisions.map(one => decisionView(one, names)),
      mayAssign: ability.can('assign', 'GoingLiveFinding'),
      mayDecide: waits === null && ownerId === me && ability.can('decide', 'GoingLiveFinding'),
      mayConfirm: waitsFor !== null && ability.can('confirm', subject('GoingLiveFinding', { decidedBy: waitsFor })),
    };
  }

  /** The rule that was decided, and the notice that was public when the last finding was settled: versions that the log knows. */
  async #takenIntoUse(states: readonly FindingState[]): Promise<GoingLive['takenIntoUse']> {
    const settledAt = states.map(({ settled }) => settled && settledOn(settled));
    if (!settledAt.every(at => at !== null)) return null;
    const at = settledAt.reduce((last, one) => (one > last ? one : last));
    const { ruleVersion = null } = states.find(({ settled }) => settled?.decision.ruleVersion)?.settled?.decision ?? {};
    const row = ruleVersion === null ? null : await this.rules.one(ruleVersion);
    if (!row) throw new TypeError('A settled decision on retention names its rule.');
    const rule = lengthOf({ kind: row.kind, days: row.days, months: row.months ?? null });
    const published = (await this.notices.all()).filter(({ state }) => state === 'published');
    return {
      ...{ at: at.toISOString(), ruleVersion: row.version },
      rule: { fi: retentionInWords(rule, 'fi'), sv: retentionInWords(rule, 'sv'), en: retentionInWords(rule, 'en') },
      noticeVersion: published.find(({ decidedAt }) => decidedAt && decidedAt <= at)?.version ?? null,
    };
  }
}

interface Seen {
  readonly missing: readonly MissingFact[];
  readonly names: ReadonlyMap<string, string>;
  readonly me: string;
  readonly permissions: Permissions;
}

function settledOn({ decision, standing }: StandingDecision): Date {
  return standing.at ?? decision.decidedAt;
}

function peopleIn({ assigned, decisions }: FindingState): string[] {
  const owner = assigned ? [assigned.ownerId] : [];
  return [
    ...owner,
    ...decisions.flatMap(({ decision, standing: { by } }) => [decision.decidedBy, by ?? decision.decidedBy]),
  ];
}

function decisionView(
  { decision, standing }: StandingDecision,
  names: ReadonlyMap<string, string>,
): GoingLiveFindingView['decisions'][number] {
  const { version, option, reference, reason, decidedBy, decidedAt } = decision;
  return {
    ...{ version, state: standing.state, reason, ruleVersion: decision.ruleVersion ?? null },
    option: option || null,
    optionText: option ? optionText(option) : null,
    reference: reference || null,
    referenceOn: decision.referenceOn ?? null,
    deciderName: names.get(decidedBy) ?? null,
    decidedAt: decidedAt.toISOString(),
    confirmerName: names.get(standing.by ?? '') ?? null,
    confirmedAt: standing.at?.toISOString() ?? null,
  };
}
