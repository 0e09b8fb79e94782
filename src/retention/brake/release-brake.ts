import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ClockSighting } from './clock-sighting.entity.js';
import { PurgeBrake } from './purge-brake.entity.js';

type Act = Pick<EventDraft, 'action' | 'actor' | 'texts'>;

/** Two administrators answer for the clock: one proposes that the brake is released, another releases it (ADR 0013). */
@Injectable()
export class ReleaseBrake {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest proposal counts.
   * @throws DomainError `brake-not-raised`, `access-changed`
   */
  async propose(reason: string, requester: Requester): Promise<void> {
    const act = { action: 'purge-brake.release-proposed', actor: actorOf(requester), texts: { reason } } as const;
    await this.#attempt(act, requester, async (em, brake) => {
      const proposalEventId = await this.trail.record(em, { ...act, ...about(brake) });
      em.assign(brake, { proposedBy: requester.id, proposedAt: this.clock.now(), proposalEventId });
    });
  }

  /**
   * In one transaction: a crash leaves the brake raised. What the clocks showed before is forgotten, and the next look
   * begins anew.
   * @throws DomainError `brake-not-raised`, `release-not-proposed`, `not-second-person`, `access-changed`
   */
  async release(reason: string, requester: Requester, { ability }: Permissions): Promise<void> {
    const act = { action: 'purge-brake.released', actor: actorOf(requester), texts: { reason } } as const;
    await this.#attempt(act, requester, async (em, brake) => {
      const { proposedBy } = brake;
      if (!proposedBy) throw notProposed();
      if (!ability.can('release', subject('PurgeBrake', { proposedBy }))) throw notSecondPerson();
      em.assign(brake, { raised: false, releasedBy: requester.id, releasedAt: this.clock.now() });
      await em.nativeDelete(ClockSighting, {});
      await this.trail.record(em, { ...act, ...about(brake) });
    });
  }

  /** A refused attempt is on record with its reason. */
  async #attempt(
    act: Act,
    requester: Requester,
    work: (em: EntityManager, brake: PurgeBrake) => Promise<void>,
  ): Promise<void> {
    try {
      await this.database.transaction(async em => {
        const lockMode = LockMode.PESSIMISTIC_WRITE;
        const brake = await em.findOne(PurgeBrake, { raised: true }, { lockMode });
        await assertStillEntitled(em, requester);
        if (!brake) throw notRaised();
        await work(em, brake);
        await em.flush();
      });
    } catch (error) {
      if (error instanceof DomainError) {
        await this.trail.recordAlone({ ...act, outcome: 'refused', reason: error.code });
      }
      throw error;
    }
  }
}

function about({ id, reason, byMs, proposedBy }: PurgeBrake): Pick<EventDraft, 'object' | 'facts'> {
  return { object: { kind: 'purge-brake', id }, facts: { reason, byMs, ...(proposedBy ? { proposedBy } : {}) } };
}

function notRaised(): DomainError {
  return new DomainError('conflict', 'brake-not-raised', 'The brake of the purge is not raised.');
}

function notProposed(): DomainError {
  return new DomainError('conflict', 'release-not-proposed', 'Somebody else proposes the release first.');
}
