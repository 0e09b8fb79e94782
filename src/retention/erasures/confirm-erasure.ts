import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { ErasedCalls, LockedCalls } from '../../recordings/index.js';
import { CarryOutErasure } from './carry-out-erasure.js';
import { Erasure } from './erasure.entity.js';
import { erasureSubject, nothingLeft } from './erasure-events.js';
import { lockErasure, mustWait } from './find-erasure.js';
import { TakeCalls } from './take-calls.js';

/** A second person confirms that a call should not be here: its rows go in that very transaction (ADR 0013). */
@Injectable()
export class ConfirmErasure {
  constructor(
    private readonly database: Database,
    private readonly takeCalls: TakeCalls,
    private readonly carryOut: CarryOutErasure,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns when keys and blobs are gone as well, or when that could not be finished: then any instance goes on with it.
   * @throws DomainError `not-found`, `not-second-person`, `erasure-settled`, `recording-gone`, `held`, `day-closed`,
   *   `access-changed`; the attempt is on record, and nothing has been changed
   */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<Erasure> {
    const erased = await this.#intend(id, requester, permissions);
    // A crash from here on leaves keys and blobs that no row names; whoever looks next goes on.
    await this.takeCalls.settle(erased);
    await this.carryOut.attempt(id);
    return this.database.entities().findOneOrFail(Erasure, { id });
  }

  async #intend(id: string, requester: Requester, permissions: Permissions): Promise<ErasedCalls> {
    try {
      return await this.database.transaction(em => this.#confirm(em, id, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, requester, error.code);
      throw error;
    }
  }

  async #confirm(em: EntityManager, id: string, requester: Requester, permissions: Permissions): Promise<ErasedCalls> {
    const actor = actorOf(requester);
    const erasure = await lockErasure(em, id, permissions);
    const locked = await this.takeCalls.lock(em, erasure);
    await assertStillEntitled(em, requester);
    mayDecide(erasure, locked, permissions);
    mustWait(erasure);
    if (!locked) throw nothingLeft();
    em.assign(erasure, { state: 'under-way', decidedBy: actor.id, decidedAt: this.clock.now() });
    await em.flush();
    return this.takeCalls.execute(em, erasure, locked, actor);
  }

  async #recordRefusal(id: string, requester: Requester, reason: string): Promise<void> {
    const [actor, object] = [actorOf(requester), { kind: 'erasure', id }];
    await this.trail.recordAlone({ action: 'erasure.intended', outcome: 'refused', reason, actor, object });
  }
}

/** Of a contact: on each of its recordings, also on one that came since somebody asked. */
function mayDecide(erasure: Erasure, locked: LockedCalls | null, { ability }: Permissions): void {
  const places = [erasure, ...(locked?.legs ?? [])];
  const may = places.every(place => ability.can('decide', erasureSubject(place, erasure.requestedBy)));
  if (!may) throw notSecondPerson();
}
