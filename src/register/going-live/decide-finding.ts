import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type EventDraft } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { checkDecision } from './check-decision.js';
import { ProposeRuleOfDecision } from './propose-rule-of-decision.js';
import { findingOf, type FindingName } from './findings.js';
import { draftOf, type ActingOnFinding } from './finding-events.js';
import { GoingLiveDecision, GoingLiveFinding } from './going-live-finding.entity.js';
import type { NewDecision } from './going-live.schemas.js';
import { decisionWaits, notOwner, undated } from './refusals.js';
import { GoingLiveState, type StandingDecision } from './going-live-state.js';

/** The owner of an open finding decides it. */
@Injectable()
export class DecideFinding {
  constructor(
    private readonly database: Database,
    private readonly state: GoingLiveState,
    private readonly rules: ProposeRuleOfDecision,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A decision that changes the rules waits for a second person; the one on retention is a proposed rule. A decision on a finding that
   * was settled before takes its place once it counts.
   * @throws DomainError `not-owner`, `decision-unfit`, `setting-lacks`, `decision-waits`, and what proposing a rule throws
   */
  async execute(finding: FindingName, wanted: NewDecision, acting: ActingOnFinding): Promise<void> {
    const draft = draftOf('going-live-finding.decided', finding, acting);
    try {
      await this.#decide(finding, wanted, draft, acting);
    } catch (error) {
      const refusal = error instanceof UniqueConstraintViolationException ? decisionWaits(error) : error;
      if (refusal instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: refusal.code });
      throw refusal;
    }
  }

  async #decide(finding: FindingName, wanted: NewDecision, draft: EventDraft, acting: ActingOnFinding): Promise<void> {
    const { assigned, waits, decisions } = await this.state.one(finding);
    if (assigned?.ownerId !== acting.requester.id) throw notOwner();
    if (waits) throw decisionWaits();
    this.#checkDated(wanted);
    checkDecision(finding, wanted, await this.state.missing());
    const { decided } = findingOf(finding);
    const rule = decided === 'by-rule' ? await this.rules.execute(wanted, acting) : null;
    // A crash here leaves a proposed rule that no decision names: it is decided under Retention like any other.
    const state = decided === 'at-once' || rule?.adopted ? 'settled' : 'proposed';
    const terms = { state, ruleVersion: rule?.version ?? null } as const;
    await this.database.transaction(async em => {
      await this.#closeEarlier(em, decisions);
      await this.#write(em, finding, { ...wanted, ...terms }, draft, acting);
    });
  }

  async #write(
    em: EntityManager,
    finding: FindingName,
    { option, reference, referenceOn, reason, state, ruleVersion }: DecidedTerms,
    draft: EventDraft,
    { requester }: ActingOnFinding,
  ): Promise<void> {
    // Whoever is given the finding at this moment waits, or is seen.
    await em.execute('select from going_live_finding where finding = ? for update', [finding]);
    const assigned = await em.findOne(GoingLiveFinding, { finding });
    if (assigned?.ownerId !== requester.id) throw notOwner();
    const version = (await em.count(GoingLiveDecision, { finding })) + 1;
    const said = { option: option ?? '', reference: reference ?? '', referenceOn };
    const made = { decidedBy: requester.id, decidedAt: this.clock.now() };
    await em.insert(GoingLiveDecision, { finding, version, state, ruleVersion, reason, ...said, ...made });
    await this.trail.record(em, { ...draft, facts: { version, state, ruleVersion, ...said }, texts: { reason } });
  }

  /** What became of the rules that earlier decisions proposed is written beside them: one alone may wait. */
  async #closeEarlier(em: EntityManager, decisions: readonly StandingDecision[]): Promise<void> {
    for (const { decision, standing } of decisions.filter(one => one.decision.state === 'proposed')) {
      const { finding, version } = decision;
      const became = { state: standing.state, confirmedBy: standing.by, confirmedAt: standing.at };
      await em.nativeUpdate(GoingLiveDecision, { finding, version }, became);
    }
  }

  #checkDated({ referenceOn }: NewDecision): void {
    if (referenceOn !== null && parseDay(referenceOn) > helsinkiDay(this.clock.now())) throw undated();
  }
}

type DecidedTerms = Pick<NewDecision, 'option' | 'reference' | 'referenceOn' | 'reason'> & {
  readonly state: 'proposed' | 'settled';
  readonly ruleVersion: number | null;
};
