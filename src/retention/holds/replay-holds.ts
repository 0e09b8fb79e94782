import { Injectable } from '@nestjs/common';
import { HOLD_KINDS } from '../../access/index.js';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { heldRecording } from './held-recording.js';
import { HoldReview } from './hold-review.entity.js';
import { Hold, type HoldState } from './hold.entity.js';

type Ended = Exclude<HoldState, 'requested' | 'active'>;

/**
 * After a restored backup: holds that it does not know of are there again, and what became of any of them since. The last
 * days come back by themselves (`due-day.moved`). What people wrote stays in the log alone.
 */
@Injectable()
export class ReplayHolds {
  constructor(replays: Replays) {
    replays.on('hold.requested', requested);
    replays.on('hold.approved', approved);
    replays.on('hold.reviewed', reviewed);
    replays.on('hold.shortened', shortened);
    replays.on('hold.refused', (em, event) => ended(em, event, 'refused'));
    replays.on('hold.lapsed', (em, event) => ended(em, event, 'lapsed'));
    replays.on('hold.ended', (em, event) => ended(em, event, 'ended'));
    replays.on('hold.released', (em, event) => ended(em, event, 'released'));
  }
}

async function requested(em: EntityManager, event: LoggedEvent): Promise<void> {
  const { object, recordingId = NOBODY, reference = '', actor, at, facts, commitments } = event;
  const kind = HOLD_KINDS.find(one => one === facts?.kind);
  const untilOn = textFact(event, 'until');
  if (!object || !kind || untilOn === undefined) return;
  if (!(await heldRecording(em, recordingId)) || (await em.count(Hold, { id: object.id })) > 0) return;
  const state = facts?.state === 'active' ? ('active' as const) : ('requested' as const);
  const wantedUntilOn = textFact(event, 'wantedUntil') ?? untilOn;
  await em.insert(Hold, {
    ...{ id: object.id, recordingId, kind, reference, requestedBy: actor.id ?? NOBODY, requestedAt: at, state },
    ...{ untilOn, wantedUntilOn, reviewOn: textFact(event, 'reviewOn') ?? untilOn },
    provisional: facts?.provisional === true,
    continues: textFact(event, 'continues') ?? null,
    necessitySha256: commitments?.necessity ?? '',
  });
}

async function approved(em: EntityManager, event: LoggedEvent): Promise<void> {
  const untilOn = textFact(event, 'until');
  if (untilOn === undefined) return;
  const decided = { state: 'active', untilOn, decidedBy: event.actor.id, decidedAt: event.at } as const;
  await em.nativeUpdate(Hold, { id: event.object?.id ?? NOBODY, state: 'requested' }, decided);
}

async function shortened(em: EntityManager, event: LoggedEvent): Promise<void> {
  const untilOn = textFact(event, 'until');
  if (untilOn === undefined) return;
  await em.nativeUpdate(Hold, { id: event.object?.id ?? NOBODY, state: 'active' }, { untilOn });
}

async function ended(em: EntityManager, event: LoggedEvent, state: Ended): Promise<void> {
  const { object, actor, at } = event;
  const untilOn = textFact(event, 'until');
  const decided = state === 'refused' ? { decidedBy: actor.id, decidedAt: at } : {};
  const end = { state, endedBy: actor.id, endedAt: at, ...(untilOn === undefined ? {} : { untilOn }), ...decided };
  await em.nativeUpdate(Hold, { id: object?.id ?? NOBODY, state: { $in: ['requested', 'active'] } }, end);
}

async function reviewed(em: EntityManager, event: LoggedEvent): Promise<void> {
  const [id, nextReviewOn] = [textFact(event, 'reviewId'), textFact(event, 'nextReviewOn')];
  const holdId = event.object?.id ?? NOBODY;
  if (id === undefined || nextReviewOn === undefined || (await em.count(HoldReview, { id })) > 0) return;
  if ((await em.nativeUpdate(Hold, { id: holdId }, { reviewOn: nextReviewOn })) === 0) return;
  const by = { reviewedBy: event.actor.id ?? NOBODY, reviewedAt: event.at };
  await em.insert(HoldReview, { id, holdId, nextReviewOn, ...by });
}
