import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { DutyChange } from '../duties/duty-change.entity.js';
import { AccessReview, AccessReviewItem, type ReviewOutcome } from './access-review.entity.js';
import { SuspendGrants } from './suspend-grants.js';

/** Ends reviews, in the transaction of what ends them: what they suspended and nobody revoked resumes. */
@Injectable()
export class CloseReviews {
  constructor(
    private readonly suspendGrants: SuspendGrants,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A person leaves: their open reviews are over and their coming duties are withdrawn. The caller revokes the grants in
   * the same transaction, before or after.
   */
  async ofStaff(em: EntityManager, staffId: string, because: 'deactivated', actor: Actor): Promise<void> {
    await em.flush();
    for (const review of await em.find(AccessReview, { staffId, closedAt: null }, { orderBy: { id: 'asc' } })) {
      await this.#lapse(em, { reviewId: review.id, decision: null });
      await this.#end(em, review, because, actor);
    }
    await this.#withdrawDuties(em, staffId, actor);
  }

  /** A grant was revoked elsewhere: no open review need decide on it any more. */
  async settleRevokedGrant(em: EntityManager, grantId: string, actor: Actor): Promise<void> {
    await em.flush();
    const items = await em.find(AccessReviewItem, { grantId, decision: null });
    await this.#lapse(em, { grantId, decision: null });
    const open = { id: { $in: items.map(({ reviewId }) => reviewId) }, closedAt: null };
    const reviews = await em.find(AccessReview, open, { orderBy: { id: 'asc' } });
    for (const review of reviews) await this.ifDecided(em, review, actor);
  }

  /** Closes the review when nothing in it is undecided; says whether it did. */
  async ifDecided(em: EntityManager, review: AccessReview, actor: Actor): Promise<boolean> {
    await em.flush();
    if (review.closedAt || (await em.count(AccessReviewItem, { reviewId: review.id, decision: null })) > 0)
      return false;
    const byPeople = await em.count(AccessReviewItem, { reviewId: review.id, decision: { $ne: 'lapsed' } });
    await this.#end(em, review, byPeople > 0 ? 'decided' : 'lapsed', actor);
    return true;
  }

  /** Ends the review whatever is undecided in it. */
  async end(em: EntityManager, review: AccessReview, outcome: ReviewOutcome, actor: Actor): Promise<void> {
    await em.flush();
    await this.#lapse(em, { reviewId: review.id, decision: null });
    await this.#end(em, review, outcome, actor);
  }

  async #end(em: EntityManager, review: AccessReview, outcome: ReviewOutcome, actor: Actor): Promise<void> {
    review.closedAt = this.clock.now();
    review.outcome = outcome;
    await em.flush();
    await this.trail.record(em, {
      action: 'access-review.closed',
      actor,
      object: { kind: 'access-review', id: review.id },
      concernsStaffId: review.staffId,
      facts: { kind: review.kind, outcome },
    });
    await this.suspendGrants.lift(em, review.id, actor);
  }

  async #lapse(em: EntityManager, where: { reviewId?: string; grantId?: string; decision: null }): Promise<void> {
    await em.nativeUpdate(AccessReviewItem, where, { decision: 'lapsed', decidedAt: this.clock.now() });
  }

  async #withdrawDuties(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    for (const change of await em.find(DutyChange, { staffId, appliedAt: null, withdrawnAt: null })) {
      em.assign(change, { withdrawnAt: this.clock.now(), withdrawnBy: actor.id, held: false });
      await this.trail.record(em, {
        action: 'duties.withdrawn',
        actor,
        reason: 'deactivated',
        object: { kind: 'duty-change', id: change.id },
        concernsStaffId: staffId,
      });
    }
    await em.flush();
  }
}
