import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { batchFacts } from './batch-facts.js';
import { ApplyWaitingDuties } from './apply-waiting-duties.js';
import { lockDutyChanges } from './change-duties.js';
import type { BatchDecision } from './duties.schemas.js';
import { DutyBatch } from './duty-batch.entity.js';
import { DutyChange } from './duty-change.entity.js';

/** An administrator lets the changes of a batch go, or discards them; not the one who entered the first of them, nor one whose duties are among them. */
@Injectable()
export class DecideBatch {
  constructor(
    private readonly database: Database,
    private readonly applyDuties: ApplyWaitingDuties,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `already-decided`, `access-changed`
   */
  async execute(id: string, wanted: BatchDecision, requester: Requester, permissions: Permissions): Promise<void> {
    const draft: EventDraft = {
      action: 'duty-batch.decided',
      actor: actorOf(requester),
      object: { kind: 'duty-batch', id },
      facts: { outcome: wanted.outcome },
    };
    try {
      await this.database.transaction(em => this.#decide(em, id, wanted, draft, { requester, permissions }));
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
    // A crash here leaves changes that nothing holds back: the next look of the job examines them, and tells what it cannot do.
    await this.applyDuties.execute().catch(() => undefined);
  }

  async #decide(
    em: EntityManager,
    id: string,
    { outcome, reason }: BatchDecision,
    draft: EventDraft,
    { requester, permissions: { ability } }: { requester: Requester; permissions: Permissions },
  ): Promise<void> {
    await lockDutyChanges(em);
    const batch = await em.findOne(DutyBatch, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    await assertStillEntitled(em, requester);
    if (!batch) throw notFound();
    if (!ability.can('decide', subject('DutyBatch', { ...(await batchFacts(em, batch)) }))) throw notOneself();
    if (batch.decidedAt) throw new DomainError('conflict', 'already-decided', 'It has been decided on already.');
    const changes = await em.find(DutyChange, { batchId: id, held: true, withdrawnAt: null });
    for (const change of changes) this.#settle(change, outcome, draft);
    const facts = { outcome, changes: changes.length };
    const textEventId = await this.trail.record(em, { ...draft, facts, texts: { reason } });
    em.assign(batch, { decidedAt: this.clock.now(), decidedBy: draft.actor.id, outcome, textEventId });
    await em.flush();
  }

  /** Confirmed changes count from their day on, but not from one that has passed meanwhile. */
  #settle(change: DutyChange, outcome: BatchDecision['outcome'], { actor }: EventDraft): void {
    const now = this.clock.now();
    const today = helsinkiDay(now);
    change.held = false;
    if (outcome === 'discarded') {
      change.withdrawnAt = now;
      change.withdrawnBy = actor.id;
    } else if (change.effectiveOn < today) {
      change.effectiveOn = today;
    }
  }
}

function notOneself(): DomainError {
  const sentence = 'Somebody else than who entered the first of these changes decides on them.';
  return new DomainError('forbidden', 'not-oneself', sentence);
}
