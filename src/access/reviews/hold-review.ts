import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { StaffDuties } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AccessReview } from './access-review.entity.js';
import { ActOnReviewDays } from './act-on-review-days.js';

/** Takes a review in hand for a transaction: first the person's row, then the review's, brought up to the day. */
@Injectable()
export class HoldReview {
  constructor(
    private readonly duties: StaffDuties,
    private readonly days: ActOnReviewDays,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(em: EntityManager, id: string): Promise<AccessReview> {
    const found = await em.findOne(AccessReview, { id });
    if (!found) throw notFound();
    await this.duties.lock(em, found.staffId);
    const review = await this.#lock(em, id);
    if (!review.closedAt) await this.days.execute(em, review);
    return review;
  }

  /** The same for scheduled work: null where another transaction has the person, or where nobody is active any more. */
  async claim(em: EntityManager, { id, staffId }: { id: string; staffId: string }): Promise<AccessReview | null> {
    if (!(await this.duties.claim(em, staffId))) return null;
    const review = await this.#lock(em, id);
    if (!review.closedAt) await this.days.execute(em, review);
    return review;
  }

  #lock(em: EntityManager, id: string): Promise<AccessReview> {
    return em.findOneOrFail(AccessReview, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }
}
