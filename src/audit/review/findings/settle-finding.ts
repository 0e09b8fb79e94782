import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { Database, type EntityManager } from '../../../platform/database/index.js';
import type { Requester, Rules } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import type { EventDraft } from '../../event.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import type { Finding } from './finding.entity.js';
import type { NewOutcome } from './findings.schemas.js';
import { findingSettled, lockFinding } from './lock-finding.js';

/** Says how a finding ended; not by who answers for it, nor by who did what was found. */
@Injectable()
export class SettleFinding {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `finding-settled`
   */
  async execute(id: string, wanted: NewOutcome, requester: Requester, rules: Rules): Promise<Finding> {
    const draft = about(id, wanted, requester);
    try {
      return await this.database.transaction(em => this.#settle(em, id, wanted, draft, rules));
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  async #settle(
    em: EntityManager,
    id: string,
    { outcome, text }: NewOutcome,
    draft: EventDraft,
    rules: Rules,
  ): Promise<Finding> {
    const finding = await lockFinding(em, { id });
    const { ownerId, actorId, roundId, eventId } = finding;
    if (!rules.allow('settle', 'Finding', { ownerId, actorId })) throw notOneself();
    if (finding.settledAt) throw findingSettled();
    const more = { concernsStaffId: ownerId, facts: { ...draft.facts, roundId, eventId }, texts: { text } };
    finding.outcomeEventId = await this.trail.record(em, { ...draft, ...more });
    finding.outcome = outcome;
    finding.settledAt = this.clock.now();
    finding.settledBy = draft.actor.id;
    await em.flush();
    return finding;
  }
}

function about(id: string, { outcome }: NewOutcome, requester: Requester): EventDraft {
  const object = { kind: 'finding', id };
  return { action: 'finding.settled', actor: actorOf(requester), object, facts: { outcome } };
}

function notOneself(): DomainError {
  const sentence = 'A finding is settled by neither who answers for it nor who did what was found.';
  return new DomainError('forbidden', 'not-oneself', sentence);
}
