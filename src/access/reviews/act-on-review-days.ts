import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';
import { RevokeGrant } from '../grants/revoke-grant.js';
import { AccessReviewItem, type AccessReview } from './access-review.entity.js';
import { CloseReviews } from './close-reviews.js';
import { SuspendReview } from './suspend-review.js';

/** Does what the days of a review ask for: suspends, escalates, revokes. Doing it twice changes nothing. */
@Injectable()
export class ActOnReviewDays {
  constructor(
    private readonly suspendReview: SuspendReview,
    private readonly closeReviews: CloseReviews,
    private readonly revokeGrant: RevokeGrant,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, which holds the person's row and the review's. */
  async execute(em: EntityManager, review: AccessReview): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    await this.#letGoOfEnded(em, review, today);
    if (await this.closeReviews.ifDecided(em, review, THE_SYSTEM)) return;
    if (!review.suspendedAt && review.suspendOn <= today) await this.suspendReview.execute(em, review, THE_SYSTEM);
    if (!review.escalatedAt && review.escalateOn <= today) await this.#escalate(em, review);
    if (review.revokeOn <= today) await this.#revoke(em, review);
  }

  /** A grant that is over needs no decision. */
  async #letGoOfEnded(em: EntityManager, review: AccessReview, today: Day): Promise<void> {
    for (const item of await em.find(AccessReviewItem, { reviewId: review.id, decision: null })) {
      const grant = await em.findOneOrFail(Grant, { id: item.grantId });
      if (!grant.revokedAt && today <= grant.untilOn) continue;
      em.assign(item, { decision: 'lapsed', decidedAt: this.clock.now() });
    }
    await em.flush();
  }

  async #escalate(em: EntityManager, review: AccessReview): Promise<void> {
    review.escalatedAt = this.clock.now();
    await this.#record(em, 'access-review.escalated', review, {});
    await em.flush();
  }

  /** Decided for good: an item that nobody decided is revoked by the calendar, so `decidedBy` stays empty. */
  async #revoke(em: EntityManager, review: AccessReview): Promise<void> {
    const items = await em.find(
      AccessReviewItem,
      { reviewId: review.id, decision: null },
      { orderBy: { grantId: 'asc' } },
    );
    for (const item of items) em.assign(item, { decision: 'revoke', decidedAt: this.clock.now() });
    await em.flush();
    const grantIds = items.map(({ grantId }) => grantId);
    await this.#record(em, 'access-review.overdue', review, { grantIds });
    for (const id of grantIds) await this.revokeGrant.take(em, id, OVERDUE, THE_SYSTEM);
    await this.closeReviews.end(em, review, 'overdue', THE_SYSTEM);
  }

  async #record(
    em: EntityManager,
    action: 'access-review.escalated' | 'access-review.overdue',
    review: AccessReview,
    facts: Readonly<Record<string, readonly string[]>>,
  ): Promise<void> {
    await this.trail.record(em, {
      action,
      actor: THE_SYSTEM,
      object: { kind: 'access-review', id: review.id },
      concernsStaffId: review.staffId,
      facts: { kind: review.kind, ...facts },
    });
  }
}

/** The reason of the revocation, in the log's texts. */
const OVERDUE = 'Käyttövaltuuksien tarkastusta ei tehty määräajassa.';
