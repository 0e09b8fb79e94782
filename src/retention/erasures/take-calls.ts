import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type EventDraft } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import {
  callFactsOf,
  EraseCalls,
  type ErasedCalls,
  type ErasedUnit,
  type LockedCalls,
  Tombstones,
} from '../../recordings/index.js';
import type { CertifiedHold } from '../certificates/certificate.entity.js';
import { HoldsOf } from '../holds/holds-of.js';
import { ErasureUnit, type Erasure } from './erasure.entity.js';
import { erasureEvent, isHeld } from './erasure-events.js';

type Holds = ReadonlyMap<string, readonly CertifiedHold[]>;

/** Takes the rows of calls in the transaction of the intent, and keeps what certificates will say of each unit. */
@Injectable()
export class TakeCalls {
  constructor(
    private readonly calls: EraseCalls,
    private readonly holds: HoldsOf,
    private readonly tombstones: Tombstones,
    private readonly trail: AuditTrail,
  ) {}

  /** The calls that an erasure is about; null where nothing of them is left. */
  lock(em: EntityManager, { target, targetId }: Pick<Erasure, 'target' | 'targetId'>): Promise<LockedCalls | null> {
    return this.calls.lock(em, { kind: target, id: targetId });
  }

  /**
   * An event for each recording, so that a restored backup can take them once more.
   * @throws DomainError `held`, `day-closed`
   */
  async execute(em: EntityManager, erasure: Erasure, locked: LockedCalls, actor: Actor): Promise<ErasedCalls> {
    await this.refuseHeld(em, locked);
    return this.take(em, erasure, locked, actor);
  }

  /** The same where the caller has looked at the holds. @throws DomainError `day-closed` */
  async take(em: EntityManager, erasure: Erasure, locked: LockedCalls, actor: Actor): Promise<ErasedCalls> {
    const holds = await this.holds.takeWith(
      em,
      locked.legs.map(({ id }) => id),
    );
    const erased = await this.calls.take(em, locked);
    const record = (leg: Leg) => this.trail.record(em, this.#intended(erasure, leg, erased, actor));
    const [first, ...others] = locked.legs;
    const firstEvent = await record(first);
    const events = new Map([[first.id, firstEvent]]);
    for (const leg of others) events.set(leg.id, await record(leg));
    await keepUnits(em, erasure.id, erased.units, { holds, eventOf: unitId => events.get(unitId) ?? firstEvent });
    return erased;
  }

  /** After the commit. */
  async settle(erased: ErasedCalls): Promise<void> {
    await this.calls.settle(erased);
  }

  /**
   * What somebody keeps, or has asked to keep and is waiting for an answer, is not erased.
   * @throws DomainError `held`
   */
  async refuseHeld(em: EntityManager, { legs }: LockedCalls): Promise<void> {
    for (const leg of legs) if (await this.holds.keep(em, leg)) throw isHeld();
  }

  #intended(erasure: Erasure, leg: Leg, { contact }: ErasedCalls, actor: Actor): EventDraft {
    const { id: recordingId, ordinaryDueOn, endedAt } = leg;
    const draft = erasureEvent('erasure.intended', erasure, actor);
    const days = { callOn: helsinkiDay(endedAt), ordinaryDueOn, contactTo: contact.to };
    const tombstone = this.tombstones.digestOf(leg).toString('base64url');
    const asked = { targetId: erasure.targetId, requestedAt: erasure.requestedAt.toISOString() };
    return { ...draft, recordingId, facts: { ...draft.facts, ...asked, ...callFactsOf(leg), ...days, tombstone } };
  }
}

type Leg = LockedCalls['legs'][number];

/** What is known of units besides their rows. */
interface Beside {
  readonly holds: Holds;
  readonly eventOf: (unitId: string) => string;
}

/** Keeps units that wait for the end of their keys and their certificates. */
export async function keepUnits(
  em: EntityManager,
  erasureId: string,
  units: readonly ErasedUnit[],
  { holds, eventOf }: Beside,
): Promise<void> {
  const rows = units.map(unit => ({
    ...unit,
    erasureId,
    eventId: eventOf(unit.unitId),
    holds: holds.get(unit.unitId) ?? [],
  }));
  await em.insertMany(ErasureUnit, rows);
}
