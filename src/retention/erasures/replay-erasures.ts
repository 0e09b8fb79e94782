import { Injectable } from '@nestjs/common';
import { dayFact, objectId, Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { EraseCalls, Tombstones } from '../../recordings/index.js';
import { ERASURE_GROUNDS } from '../certificates/certificate.entity.js';
import { HoldsOf } from '../holds/holds-of.js';
import { Erasure } from './erasure.entity.js';
import { keepUnits } from './take-calls.js';

/**
 * After a restored backup: what was erased since is taken once more, and what was refused or withdrawn does not wait again.
 * The keys are gone already; certificates that the backup does not have are written anew.
 */
@Injectable()
export class ReplayErasures {
  constructor(
    replays: Replays,
    private readonly calls: EraseCalls,
    private readonly holds: HoldsOf,
    private readonly tombstones: Tombstones,
  ) {
    replays.on('erasure.intended', (em, event) => this.#takeAgain(em, event));
    replays.on('erasure.completed', () => Promise.resolve());
    replays.on('erasure.refused', (em, event) => this.#end(em, event, 'refused'));
    replays.on('erasure.withdrawn', (em, event) => this.#end(em, event, 'withdrawn'));
  }

  async #takeAgain(em: EntityManager, event: LoggedEvent): Promise<void> {
    const recordingId = event.recordingId ?? '';
    await this.#knowErasure(em, event);
    await this.#knowTombstone(em, event);
    const holds = await this.holds.takeWith(em, [recordingId]);
    const units = await this.calls.again(em, recordingId, dayFact(event, 'contactTo'));
    await keepUnits(em, objectId(event), units, { holds, eventOf: () => event.id });
  }

  async #knowErasure(em: EntityManager, event: LoggedEvent): Promise<void> {
    const known = await em.findOne(Erasure, { id: objectId(event) });
    if (!known) await em.insert(Erasure, erasureOf(event));
    else if (known.state === 'requested')
      await em.nativeUpdate(
        Erasure,
        { id: known.id },
        { state: 'under-way', decidedBy: event.actor.id, decidedAt: event.at },
      );
  }

  async #knowTombstone(em: EntityManager, event: LoggedEvent): Promise<void> {
    const [digest, throughOn] = [textFact(event, 'tombstone'), dayFact(event, 'ordinaryDueOn')];
    if (digest && throughOn) await this.tombstones.putDigest(em, Buffer.from(digest, 'base64url'), throughOn);
  }

  async #end(em: EntityManager, event: LoggedEvent, state: 'refused' | 'withdrawn'): Promise<void> {
    const waiting = { id: objectId(event), state: 'requested' } as const;
    await em.nativeUpdate(Erasure, waiting, { state, decidedAt: event.at, decidedBy: event.actor.id });
  }
}

/** An erasure that the backup does not know, as the event of its intent tells of it. */
function erasureOf(event: LoggedEvent) {
  const text = (name: string): string => textFact(event, name) ?? '';
  const ground = ERASURE_GROUNDS.find(one => one === text('ground')) ?? 'no-lawful-ground';
  const target = text('target') === 'contact' ? ('contact' as const) : ('recording' as const);
  const call = { contactId: text('contactId'), queue: text('queue'), unit: text('unit'), agentId: text('agentId') };
  const asked = { requestedBy: text('requestedBy'), requestedAt: new Date(text('requestedAt')), requestedIn: event.id };
  const decided = { decidedBy: event.actor.id, decidedAt: event.at, state: 'under-way' as const };
  const what = {
    id: objectId(event),
    target,
    targetId: text('targetId'),
    callOn: parseDay(text('callOn')),
    ground,
    reference: event.reference ?? '',
  };
  return { ...what, ...call, ...asked, ...decided };
}
