import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { asSubject, EraseCalls, type ErasureTarget, type LockedCalls } from '../../recordings/index.js';
import { Erasure } from './erasure.entity.js';
import { erasureEvent } from './erasure-events.js';
import type { NewErasure } from './erasures.schemas.js';
import { TakeCalls } from './take-calls.js';

/** Somebody says that a call should not be here at all. While that waits for a second person nothing changes. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly database: Database,
    private readonly calls: EraseCalls,
    private readonly takeCalls: TakeCalls,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Of a contact every recording must be one that the person may have erased.
   * @throws DomainError `not-found`, `held`, `erasure-waiting`; the attempt is on record
   */
  async execute(
    target: ErasureTarget,
    wanted: NewErasure,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Erasure> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#request(em, target, wanted, requester, permissions));
    } catch (error) {
      const refusal = error instanceof UniqueConstraintViolationException ? waitsAlready() : error;
      if (refusal instanceof DomainError) await this.#recordRefusal(target, wanted, actor, refusal.code);
      throw refusal;
    }
  }

  async #request(
    em: EntityManager,
    target: ErasureTarget,
    wanted: NewErasure,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<Erasure> {
    const locked = await this.calls.lock(em, target);
    if (!locked?.legs.every(leg => ability.can('erase', asSubject(leg)))) throw notFound();
    await this.takeCalls.refuseHeld(em, locked);
    const row = this.#row(target, wanted, locked, requester);
    const requestedIn = await this.trail.record(em, {
      ...erasureEvent('erasure.requested', row, actorOf(requester)),
      texts: { reason: wanted.reason },
    });
    const erasure = em.create(Erasure, { ...row, requestedIn });
    await em.persist(erasure).flush();
    return erasure;
  }

  #row({ kind, id: targetId }: ErasureTarget, { ground }: NewErasure, { legs }: LockedCalls, requester: Requester) {
    const [first] = legs;
    const { contactId, queue, unit, agentId, endedAt } = first;
    const requestedAt = this.clock.now();
    const call = { contactId, callOn: helsinkiDay(endedAt), queue, unit, agentId };
    const asked = { requestedBy: requester.id, requestedAt, state: 'requested' as const };
    return { id: newId(requestedAt), target: kind, targetId, ...call, ground, ...asked };
  }

  async #recordRefusal({ kind, id }: ErasureTarget, wanted: NewErasure, actor: Actor, reason: string): Promise<void> {
    await this.trail.recordAlone({
      action: 'erasure.requested',
      outcome: 'refused',
      reason,
      actor,
      object: { kind, id },
      ...(kind === 'recording' ? { recordingId: id } : {}),
      facts: { ground: wanted.ground },
    });
  }
}

function waitsAlready(): DomainError {
  return new DomainError(
    'conflict',
    'erasure-waiting',
    'Somebody has asked for this already; it waits for a second person.',
  );
}
