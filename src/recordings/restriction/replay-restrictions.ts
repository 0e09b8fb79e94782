import { Injectable } from '@nestjs/common';
import { NO_EXCEPTION, PURPOSES, type Purpose } from '../../access/index.js';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { isDay } from '../../kernel/calendar.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Recording } from '../recording.entity.js';
import { BLOCK_CAUSES, PurposeBlock, Restriction, RESTRICTION_GROUNDS } from './restriction.entity.js';

/** After a restored backup: what was restricted or blocked since is so again. */
@Injectable()
export class ReplayRestrictions {
  constructor(replays: Replays) {
    replays.on('recording.restricted', (em, event) => this.#restrict(em, event));
    replays.on('recording.restriction-excepted', (em, event) => this.#except(em, event));
    replays.on('recording.restriction-lifted', (em, event) => this.#lift(em, event));
    replays.on('recording.purpose-blocked', (em, event) => this.#block(em, event));
    replays.on('recording.purpose-unblocked', (em, event) => this.#unblock(em, event));
  }

  async #restrict(em: EntityManager, event: LoggedEvent): Promise<void> {
    const id = event.recordingId ?? '';
    if ((await em.nativeUpdate(Recording, { id }, { restricted: true })) === 0) return;
    const ground = RESTRICTION_GROUNDS.find(one => one === textFact(event, 'ground')) ?? '18-1-a';
    const of = { recordingId: id, reference: event.reference ?? '', ground };
    if ((await em.count(Restriction, { ...of, liftedAt: null })) > 0) return;
    await em.insert(Restriction, { id: newId(event.at), ...of, restrictedBy: event.actor.id, restrictedAt: event.at });
  }

  async #except(em: EntityManager, event: LoggedEvent): Promise<void> {
    const day = textFact(event, 'throughOn') ?? '';
    if (!isDay(day)) return;
    await em.nativeUpdate(Recording, { id: event.recordingId ?? '' }, { exceptedThroughOn: day });
  }

  async #lift(em: EntityManager, event: LoggedEvent): Promise<void> {
    const recordingId = event.recordingId ?? '';
    const where = { recordingId, reference: event.reference ?? '', liftedAt: null };
    await em.nativeUpdate(Restriction, where, { liftedBy: event.actor.id, liftedAt: event.at });
    if ((await em.count(Restriction, { recordingId, liftedAt: null })) > 0) return;
    await em.nativeUpdate(Recording, { id: recordingId }, { restricted: false, exceptedThroughOn: NO_EXCEPTION });
  }

  async #block(em: EntityManager, event: LoggedEvent): Promise<void> {
    const id = event.recordingId ?? '';
    const known =
      (await em.nativeUpdate(Recording, { id }, { blockedPurposes: purposesOf(event, 'blockedPurposes') })) > 0;
    if (!known) return;
    const because = BLOCK_CAUSES.find(one => one === textFact(event, 'because')) ?? 'objection';
    const by = { because, blockedBy: event.actor.id, blockedAt: event.at };
    for (const purpose of purposesOf(event, 'purposes')) {
      const of = { recordingId: id, purpose, reference: event.reference ?? '' };
      if ((await em.count(PurposeBlock, { ...of, endedAt: null })) > 0) continue;
      await em.insert(PurposeBlock, { id: newId(event.at), ...of, ...by });
    }
  }

  async #unblock(em: EntityManager, event: LoggedEvent): Promise<void> {
    const recordingId = event.recordingId ?? '';
    const purpose = { $in: purposesOf(event, 'purposes') };
    const where = { recordingId, reference: event.reference ?? '', purpose, endedAt: null };
    await em.nativeUpdate(PurposeBlock, where, { endedBy: event.actor.id, endedAt: event.at });
    const blockedPurposes = purposesOf(event, 'blockedPurposes');
    await em.nativeUpdate(Recording, { id: recordingId }, { blockedPurposes });
  }
}

function purposesOf({ facts }: LoggedEvent, name: string): Purpose[] {
  const said: unknown = facts?.[name];
  return PURPOSES.filter(purpose => Array.isArray(said) && said.includes(purpose));
}
