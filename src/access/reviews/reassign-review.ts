import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { maySee } from './decide-review.js';
import { HoldReview } from './hold-review.js';
import { NameReviewers } from './name-reviewers.js';
import { reviewFacts } from './review-facts.js';

/** An administrator names another reviewer: neither the person nor themselves. The deputies stay. */
@Injectable()
export class ReassignReview {
  constructor(
    private readonly database: Database,
    private readonly holdReview: HoldReview,
    private readonly reviewers: NameReviewers,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-permitted`, `reviewer-unfit`, `review-closed`
   */
  async execute(id: string, reviewerId: string, requester: Requester, permissions: Permissions): Promise<void> {
    const draft = {
      action: 'access-review.reassigned',
      actor: actorOf(requester),
      object: { kind: 'access-review', id },
      facts: { reviewerId },
    } as const;
    try {
      await this.database.transaction(async em => {
        const concernsStaffId = await this.#reassign(em, id, reviewerId, requester, permissions);
        await this.trail.record(em, { ...draft, concernsStaffId });
      });
    } catch (error) {
      if (error instanceof DomainError)
        await this.trail.recordAlone({ ...draft, outcome: 'refused', reason: error.code });
      throw error;
    }
  }

  /** Returns whose review it is. */
  async #reassign(
    em: EntityManager,
    id: string,
    reviewerId: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<string> {
    const review = await this.holdReview.execute(em, id);
    const { staffId } = review;
    if (!maySee(review, permissions)) throw notFound();
    const facts = { ...reviewFacts(review, permissions.today) };
    if (!permissions.ability.can('reassign', subject('AccessReview', facts))) throw notPermitted();
    if (review.closedAt) throw new DomainError('conflict', 'review-closed', 'This review is over.');
    const unfit = reviewerId === staffId || reviewerId === requester.id;
    if (unfit || !(await this.reviewers.holdsWorkingGrant(em, reviewerId))) throw reviewerUnfit();
    review.reviewerId = reviewerId;
    await em.flush();
    return staffId;
  }
}

function notPermitted(): DomainError {
  return new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
}

function reviewerUnfit(): DomainError {
  const sentence = 'The reviewer must be somebody else than the person and you, and hold a grant that works.';
  return new DomainError('unprocessable', 'reviewer-unfit', sentence);
}
