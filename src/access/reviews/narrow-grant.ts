import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { CreateGrant } from '../grants/create-grant.js';
import type { Grant } from '../grants/grant.entity.js';
import { RevokeGrant } from '../grants/revoke-grant.js';
import { AccessReview, AccessReviewItem } from './access-review.entity.js';
import { GrantSuspension } from './grant-suspension.entity.js';
import { replacementOf } from './replacement.js';
import type { NarrowedGrant } from './reviews.schemas.js';
import { SuspendGrants } from './suspend-grants.js';

/** A grant gives way to a narrower one, which no other review loses sight of. */
@Injectable()
export class NarrowGrant {
  constructor(
    private readonly createGrant: CreateGrant,
    private readonly revokeGrant: RevokeGrant,
    private readonly suspendGrants: SuspendGrants,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction. Returns the new grant's id.
   * @throws DomainError `not-narrower`
   */
  async execute(em: EntityManager, whole: Grant, left: NarrowedGrant, reason: string, actor: Actor): Promise<string> {
    const { id: grantId, staffId } = whole;
    const wanted = { ...replacementOf(whole, left, helsinkiDay(this.clock.now())), reason };
    const options = { inReview: true, facts: { narrowedFrom: grantId } };
    const replacement = await this.createGrant.give(em, staffId, wanted, actor, options);
    await this.#standIn(em, grantId, replacement.id, actor);
    await this.revokeGrant.take(em, grantId, reason, actor);
    return replacement.id;
  }

  /** What other reviews have still to decide on the old grant they decide on the new one; what is suspended stays so. */
  async #standIn(em: EntityManager, grantId: string, newId: string, actor: Actor): Promise<void> {
    const undecided = await em.find(AccessReviewItem, { grantId, decision: null });
    const open = { id: { $in: undecided.map(({ reviewId }) => reviewId) }, closedAt: null };
    for (const { id: reviewId } of await em.find(AccessReview, open))
      await em.insert(AccessReviewItem, { reviewId, grantId: newId });
    for (const { reviewId, because } of await em.find(GrantSuspension, { grantId, liftedAt: null })) {
      await this.suspendGrants.suspend(em, [newId], { reviewId: reviewId ?? null, because }, actor);
    }
  }
}
