import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { assertStillEntitled } from '../../identity/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import type { AccessReview } from './access-review.entity.js';
import { CloseReviews } from './close-reviews.js';
import { DecideItem } from './decide-item.js';
import { HoldReview } from './hold-review.js';
import { reviewFacts } from './review-facts.js';
import type { WantedDecision } from './reviews.schemas.js';

/** A reviewer keeps, narrows or revokes grants of a review; with the last of them it is over and what is kept resumes. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly database: Database,
    private readonly holdReview: HoldReview,
    private readonly decideItem: DecideItem,
    private readonly closeReviews: CloseReviews,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * All of `decisions` or none; a refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `review-closed`, `grant-not-in-review`, `not-oneself`, `granter-alone`,
   *   `not-reviewer`, `already-decided`, `not-narrower`, `access-changed`
   */
  async execute(
    id: string,
    decisions: readonly WantedDecision[],
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    try {
      // By itself, so that a refusal does not undo what the day asked for. A crash here leaves that done and no more.
      await this.database.transaction(em => this.holdReview.execute(em, id));
      await this.database.transaction(em => this.#decide(em, id, decisions, requester, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, decisions, requester, error.code);
      throw error;
    }
  }

  async #decide(
    em: EntityManager,
    id: string,
    decisions: readonly WantedDecision[],
    requester: Requester,
    permissions: Permissions,
  ): Promise<void> {
    const review = await this.holdReview.execute(em, id);
    if (!maySee(review, permissions)) throw notFound();
    if (review.closedAt) throw reviewClosed();
    await assertStillEntitled(em, requester);
    for (const wanted of decisions) await this.decideItem.execute(em, review, wanted, requester, permissions);
    await this.closeReviews.ifDecided(em, review, actorOf(requester));
  }

  async #recordRefusal(
    id: string,
    decisions: readonly WantedDecision[],
    requester: Requester,
    reason: string,
  ): Promise<void> {
    await this.trail.recordAlone({
      action: 'access-review.decided',
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      object: { kind: 'access-review', id },
      facts: {
        decisions: decisions.map(({ decision }) => decision),
        grantIds: decisions.map(({ grantId }) => grantId),
      },
    });
  }
}

/** Whether the rules show the review to who asks. */
export function maySee(review: AccessReview, { ability, today }: Permissions): boolean {
  return ability.can('list', subject('AccessReview', { ...reviewFacts(review, today) }));
}

function reviewClosed(): DomainError {
  return new DomainError('conflict', 'review-closed', 'This review is over.');
}
