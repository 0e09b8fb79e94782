import { Injectable } from '@nestjs/common';
import { objectId, Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { BRAKE_REASONS } from './brake-reason.js';
import { ClockSighting } from './clock-sighting.entity.js';
import { PurgeBrake } from './purge-brake.entity.js';

/** After a restored backup: a brake that was raised is raised again, and one that was released is not raised any more. */
@Injectable()
export class ReplayBrakes {
  constructor(replays: Replays) {
    replays.on('purge-brake.raised', raise);
    replays.on('purge-brake.release-proposed', propose);
    replays.on('purge-brake.released', release);
  }
}

async function raise(em: EntityManager, event: LoggedEvent): Promise<void> {
  const [id, reason] = [event.object?.id, BRAKE_REASONS.find(known => known === textFact(event, 'reason'))];
  if (
    id === undefined ||
    reason === undefined ||
    (await em.count(PurgeBrake, { $or: [{ id }, { raised: true }] })) > 0
  ) {
    return;
  }
  await em.insert(PurgeBrake, { id, reason, byMs: Number(event.facts?.byMs ?? 0), raisedAt: event.at });
}

async function propose(em: EntityManager, event: LoggedEvent): Promise<void> {
  const proposal = { proposedBy: event.actor.id, proposedAt: event.at, proposalEventId: event.id };
  await em.nativeUpdate(PurgeBrake, { id: objectId(event), raised: true }, proposal);
}

async function release(em: EntityManager, event: LoggedEvent): Promise<void> {
  const released = { raised: false, releasedBy: event.actor.id, releasedAt: event.at };
  const proposedBy = textFact(event, 'proposedBy') ?? null;
  await em.nativeUpdate(PurgeBrake, { id: objectId(event), raised: true }, { ...released, proposedBy });
  await em.nativeDelete(ClockSighting, {});
}
