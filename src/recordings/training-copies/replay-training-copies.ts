import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { isDay, parseDay, type Day } from '../../kernel/calendar.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CODECS, CONTAINERS } from '../audio/audio-facts.js';
import { TrainingCopy, TrainingCopyRequest } from './training-copy.entity.js';

/** After a restored backup: a copy that was made since has its blob and its key, and gets its row again; what ended, has ended. */
@Injectable()
export class ReplayTrainingCopies {
  constructor(
    replays: Replays,
    private readonly dueDays: DueDays,
  ) {
    replays.on('training-copy.requested', (em, event) => this.#know(em, event));
    replays.on('training-copy.refused', (em, event) => this.#refuse(em, event));
    replays.on('training-copy.made', (em, event) => this.#make(em, event));
    replays.on('training-copy.released', (em, event) => this.#release(em, event));
  }

  async #know(em: EntityManager, event: LoggedEvent): Promise<void> {
    const row = requestOf(event);
    if ((await em.count(TrainingCopyRequest, { id: row.id })) > 0) return;
    await em.insert(TrainingCopyRequest, { ...row, requestedIn: event.id, requestedAt: event.at, state: 'requested' });
  }

  async #refuse(em: EntityManager, event: LoggedEvent): Promise<void> {
    const decided = { state: 'refused', decidedBy: event.actor.id, decidedAt: event.at } as const;
    await em.nativeUpdate(TrainingCopyRequest, { id: event.object?.id ?? '', state: 'requested' }, decided);
  }

  async #make(em: EntityManager, event: LoggedEvent): Promise<void> {
    await this.#know(em, event);
    const copy = copyOf(event);
    const decided = { state: 'made', copyId: copy.id, decidedBy: event.actor.id, decidedAt: event.at } as const;
    await em.nativeUpdate(TrainingCopyRequest, { id: event.object?.id ?? '' }, decided);
    if ((await em.count(TrainingCopy, { id: copy.id })) > 0) return;
    await this.dueDays.ensure(copy.dueOn);
    await em.insert(TrainingCopy, copy);
  }

  async #release(em: EntityManager, event: LoggedEvent): Promise<void> {
    const dueOn = dayOf(event, 'to');
    await this.dueDays.ensure(dueOn);
    await em.nativeUpdate(TrainingCopy, { id: textFact(event, 'copyId') ?? '' }, { dueOn });
    const released = { state: 'released', releasedBy: event.actor.id, releasedAt: event.at } as const;
    await em.nativeUpdate(TrainingCopyRequest, { id: event.object?.id ?? '' }, released);
  }
}

function requestOf(event: LoggedEvent) {
  const requestedBy = textFact(event, 'requestedBy') ?? '';
  return { id: event.object?.id ?? '', ...callOf(event), untilOn: dayOf(event, 'until'), requestedBy };
}

function copyOf(event: LoggedEvent) {
  const number = (name: string): number => Number(event.facts?.[name] ?? 0);
  const codec = CODECS.find(one => one === textFact(event, 'codec')) ?? 'pcm-s16';
  const container = CONTAINERS.find(one => one === textFact(event, 'container')) ?? 'wav';
  const form = { container, codec, channels: number('channels'), sampleRateHz: number('sampleRateHz') };
  const size = { durationMs: number('durationMs'), sizeBytes: number('sizeBytes') };
  const audioSha256 = Buffer.from(textFact(event, 'audioSha256') ?? '', 'base64url');
  const days = { dueOn: dayOf(event, 'until'), madeAt: event.at };
  return { id: textFact(event, 'copyId') ?? '', ...callOf(event), ...days, ...form, ...size, audioSha256 };
}

function callOf(event: LoggedEvent) {
  const text = (name: string): string => textFact(event, name) ?? '';
  const place = { queue: text('queue'), unit: text('unit'), agentId: text('agentId') };
  return {
    recordingId: event.recordingId ?? '',
    ...place,
    callOn: dayOf(event, 'callOn'),
    course: event.reference ?? '',
  };
}

function dayOf(event: LoggedEvent, name: string): Day {
  const text = textFact(event, name) ?? '';
  return isDay(text) ? text : parseDay(event.at.toISOString().slice(0, 10));
}
