import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, isLogUnavailable } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { heldRecording, type HeldRecording } from './held-recording.js';
import { aboutHold } from './hold-events.js';
import { HoldReview } from './hold-review.entity.js';
import { HoldTexts } from './hold-texts.js';
import { Hold } from './hold.entity.js';
import type { HoldDetails } from './holds.schemas.js';
import { checkMay } from './may-change.js';
import { ReadHolds } from './read-holds.js';

type Texts = Pick<HoldDetails, 'necessity' | 'endReason' | 'reviews'>;

/** Opens one hold with what people wrote; the event is committed before anything is decrypted. */
@Injectable()
export class ViewHold {
  constructor(
    private readonly database: Database,
    private readonly readHolds: ReadHolds,
    private readonly texts: HoldTexts,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** A refused attempt is on record. @throws DomainError `not-found` */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<HoldDetails> {
    const em = this.database.entities();
    const hold = await em.findOne(Hold, { id });
    const recording = hold ? await heldRecording(em, hold.recordingId) : undefined;
    const isThere = hold && recording && recording.dueOn >= permissions.today;
    try {
      if (!isThere) throw notFound();
      checkMay('list', hold, recording, permissions);
      await this.trail.recordAlone(aboutHold('hold.viewed', actorOf(requester), hold, recording));
    } catch (error) {
      if (error instanceof DomainError && !isLogUnavailable(error)) await this.#recordRefusal(id, requester, !isThere);
      throw error;
    }
    return { ...(await this.readHolds.item(id, permissions)), ...(await this.#opened(hold, recording)) };
  }

  /** A key that has gone to another day meanwhile is looked for once more, where the recording is now. */
  async #opened(hold: Hold, recording: HeldRecording): Promise<Texts> {
    try {
      return await this.#textsOf(hold, recording);
    } catch (error) {
      if (!(error instanceof KeyGone)) throw error;
      const now = await heldRecording(this.database.entities(), recording.id);
      if (!now) throw notFound();
      return this.#textsOf(hold, now);
    }
  }

  async #textsOf({ id, sealedNecessity, sealedEndReason }: Hold, recording: HeldRecording): Promise<Texts> {
    const reviews = await this.database
      .entities()
      .find(HoldReview, { holdId: id }, { orderBy: { reviewedAt: 'asc', id: 'asc' } });
    const names = await this.staff.names(reviews.map(({ reviewedBy }) => reviewedBy));
    return {
      necessity: await this.texts.open(recording, { id, name: 'necessity' }, sealedNecessity),
      endReason: await this.texts.open(recording, { id, name: 'end-reason' }, sealedEndReason),
      reviews: await Promise.all(reviews.map(review => this.#reviewOf(review, recording, names))),
    };
  }

  async #reviewOf(
    { id, reviewedBy, reviewedAt, nextReviewOn, sealedReason }: HoldReview,
    recording: HeldRecording,
    names: ReadonlyMap<string, string>,
  ): Promise<HoldDetails['reviews'][number]> {
    const reason = await this.texts.open(recording, { id, name: 'review-reason' }, sealedReason);
    const by = { reviewedBy, reviewerName: names.get(reviewedBy) ?? null };
    return { ...by, reviewedAt: reviewedAt.toISOString(), nextReviewOn, reason };
  }

  async #recordRefusal(id: string, requester: Requester, isAbsent: boolean): Promise<void> {
    const reason = isAbsent ? 'not-here' : 'not-permitted';
    const refused = { action: 'hold.viewed', outcome: 'refused', reason } as const;
    await this.trail.recordAlone({ ...refused, actor: actorOf(requester), object: { kind: 'hold', id } });
  }
}
