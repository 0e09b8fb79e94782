import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { heldRecording, type HeldRecording } from './held-recording.js';
import { aboutHold } from './hold-events.js';
import { HoldReview } from './hold-review.entity.js';
import { holdIs, stateOn } from './hold-state.js';
import { checkReviewDay } from './hold-terms.js';
import { HoldTexts } from './hold-texts.js';
import { Hold } from './hold.entity.js';
import { checkMay } from './may-change.js';
import { dayClosed } from './refusals.js';

/** What came of looking again: why the hold is still needed, and when somebody looks next. */
export interface LookedAgain {
  readonly nextReviewOn: string;
  readonly reason: string;
}

/** Somebody who did not ask for a hold looks whether it is still needed. */
@Injectable()
export class ReviewHold {
  constructor(
    private readonly database: Database,
    private readonly texts: HoldTexts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-second-person`, `not-permitted`, `day-closed`, `review-day-out-of-range`,
   *   `access-changed`, and `hold-requested`, `hold-ended` or the like unless the hold is approved and in force
   */
  async execute(id: string, looked: LookedAgain, requester: Requester, permissions: Permissions): Promise<void> {
    const actor = actorOf(requester);
    try {
      await this.database.transaction(em => this.#review(em, id, looked, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, looked, actor, error.code);
      throw error;
    }
  }

  async #review(
    em: EntityManager,
    id: string,
    { nextReviewOn, reason }: LookedAgain,
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const actor = actorOf(requester);
    const { hold, recording } = await this.#locked(em, id, permissions);
    await assertStillEntitled(em, requester);
    const now = this.clock.now();
    const state = stateOn(hold, helsinkiDay(now));
    if (state !== 'active') throw holdIs(state);
    checkReviewDay(parseDay(nextReviewOn), helsinkiDay(now), hold.untilOn);
    const review = { id: newId(now), holdId: id, reviewedBy: requester.id, reviewedAt: now, nextReviewOn };
    const sealedReason = await this.texts.seal(recording, { id: review.id, name: 'review-reason' }, reason);
    await em.insert(HoldReview, { ...review, sealedReason });
    em.assign(hold, { reviewOn: nextReviewOn });
    await em.flush();
    const draft = aboutHold('hold.reviewed', actor, hold, recording);
    const facts = { ...draft.facts, reviewId: review.id, nextReviewOn };
    await this.trail.record(em, { ...draft, facts, texts: { reason } });
  }

  /** The recording first, as a move of its key does, so that the two never wait for each other. */
  async #locked(
    em: EntityManager,
    id: string,
    permissions: Permissions,
  ): Promise<{ readonly hold: Hold; readonly recording: HeldRecording }> {
    const known = await em.findOne(Hold, { id });
    const recording = known ? await heldRecording(em, known.recordingId, { locked: true }) : undefined;
    const hold = await em.findOne(Hold, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!recording || !hold) throw notFound();
    checkMay('review', hold, recording, permissions);
    if (recording.dueOn < helsinkiDay(this.clock.now())) throw dayClosed();
    return { hold, recording };
  }

  async #recordRefusal(id: string, { reason, nextReviewOn }: LookedAgain, actor: Actor, code: string): Promise<void> {
    await this.trail.recordAlone({
      ...{ action: 'hold.reviewed', outcome: 'refused', reason: code, actor, object: { kind: 'hold', id } },
      facts: { nextReviewOn },
      texts: { reason },
    });
  }
}
