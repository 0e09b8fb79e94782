import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Erasure } from './erasure.entity.js';
import { erasureEvent, erasureSubject } from './erasure-events.js';
import { lockErasure, mustWait } from './find-erasure.js';

/** How a waiting erasure ends without anything being erased. */
export interface ErasureEnding {
  readonly state: 'refused' | 'withdrawn';
  readonly reason?: string;
}

/** A second person refuses what somebody wants erased, or who asked takes it back. */
@Injectable()
export class EndErasure {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `not-second-person`, `erasure-settled`, `access-changed`; the attempt is on record */
  async execute(id: string, ending: ErasureEnding, requester: Requester, permissions: Permissions): Promise<Erasure> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#end(em, id, ending, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, ending, actor, error.code);
      throw error;
    }
  }

  async #end(
    em: EntityManager,
    id: string,
    { state, reason }: ErasureEnding,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Erasure> {
    const actor = actorOf(requester);
    const erasure = await lockErasure(em, id, permissions);
    await assertStillEntitled(em, requester);
    mayEnd(erasure, state, permissions);
    mustWait(erasure);
    em.assign(erasure, { state, decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    const draft = erasureEvent(`erasure.${state}`, erasure, actor);
    await this.trail.record(em, { ...draft, ...(reason === undefined ? {} : { texts: { reason } }) });
    return erasure;
  }

  async #recordRefusal(id: string, { state }: ErasureEnding, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'erasure', id };
    await this.trail.recordAlone({ action: `erasure.${state}`, outcome: 'refused', reason, actor, object });
  }
}

function mayEnd(erasure: Erasure, state: ErasureEnding['state'], { ability }: Permissions): void {
  const facts = erasureSubject(erasure, erasure.requestedBy);
  if (state === 'refused' && !ability.can('decide', facts)) throw notSecondPerson();
  if (state === 'withdrawn' && !ability.can('withdraw', facts)) throw notFound();
}
