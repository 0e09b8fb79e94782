import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type EventDraft } from '../../audit/index.js';
import { notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { FindingName } from './findings.js';
import { draftOf, type ActingOnFinding } from './finding-events.js';
import { GoingLiveDecision } from './going-live-finding.entity.js';
import { GoingLiveState, lackedBy } from './going-live-state.js';
import type { DecisionConfirmation } from './going-live.schemas.js';
import { decidedByRule, nothingWaits, settingLacks } from './refusals.js';

/** A second person confirms a decision that changes by which rules the house works, or discards it. */
@Injectable()
export class ConfirmDecision {
  constructor(
    private readonly database: Database,
    private readonly state: GoingLiveState,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `decision-settled`, `decided-by-rule`, `not-second-person`, `setting-lacks` */
  async execute(finding: FindingName, wanted: DecisionConfirmation, acting: ActingOnFinding): Promise<void> {
    const action = wanted.outcome === 'settled' ? 'going-live-finding.confirmed' : 'going-live-finding.discarded';
    const draft = draftOf(action, finding, acting);
    try {
      const lacks = wanted.outcome === 'settled' ? lackedBy(finding, await this.state.missing()) : [];
      if (lacks.length > 0) throw settingLacks(lacks);
      await this.database.transaction(em => this.#confirm(em, finding, wanted, draft, acting));
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  async #confirm(
    em: EntityManager,
    finding: FindingName,
    { outcome: state, reason }: DecisionConfirmation,
    draft: EventDraft,
    { requester, ability }: ActingOnFinding,
  ): Promise<void> {
    const waiting = { finding, state: 'proposed' } as const;
    const decision = await em.findOne(GoingLiveDecision, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!decision) throw nothingWaits();
    if (decision.ruleVersion !== null) throw decidedByRule();
    const { version, decidedBy } = decision;
    if (!ability.can('confirm', subject('GoingLiveFinding', { decidedBy }))) throw notSecondPerson();
    const confirmed = { confirmedBy: requester.id, confirmedAt: this.clock.now() };
    await em.nativeUpdate(GoingLiveDecision, { finding, version }, { state, ...confirmed });
    await this.trail.record(em, { ...draft, facts: { version, decidedBy }, texts: { reason } });
  }
}
