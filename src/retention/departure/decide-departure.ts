import { subject } from '@casl/ability';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { assertStillEntitled, notSecondPerson } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Departure } from './departure.entity.js';
import { departureState, lapsesAfter } from './departure-state.js';
import type { DepartureDecision } from './departures.schemas.js';

/** A rights officer, another person than who proposed it, says whether everything may be taken out. */
@Injectable()
export class DecideDeparture {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-second-person`, `departure-settled`, `access-changed`
   */
  async execute(
    id: string,
    decision: DepartureDecision,
    requester: Requester,
    permissions: Permissions,
  ): Promise<Departure> {
    try {
      return await this.database.transaction(em => this.#decide(em, id, decision, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...decided(id, decision, requester), outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  async #decide(
    em: EntityManager,
    id: string,
    decision: DepartureDecision,
    requester: Requester,
    { ability }: Permissions,
  ): Promise<Departure> {
    const departure = await em.findOne(Departure, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    await assertStillEntitled(em, requester);
    if (!departure) throw notFound();
    const { proposedBy } = departure;
    if (!ability.can('decide', subject('Departure', { proposedBy }))) throw notSecondPerson();
    const decidedAt = this.clock.now();
    if (departureState(departure, decidedAt) !== 'pending') throw settled();
    const decidedIn = await this.trail.record(em, decided(id, decision, requester));
    em.assign(departure, {
      outcome: decision.outcome,
      decidedBy: requester.id,
      decidedAt,
      decidedIn,
      lapsesAt: lapsesAfter(decidedAt),
    });
    await em.flush();
    return departure;
  }
}

function decided(id: string, { outcome, reason }: DepartureDecision, requester: Requester): EventDraft {
  const object = { kind: 'departure', id };
  return { action: 'departure.decided', actor: actorOf(requester), object, facts: { outcome }, texts: { reason } };
}

function settled(): DomainError {
  return new DomainError('conflict', 'departure-settled', 'This proposal is decided, carried out or lapsed already.');
}
