import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AccessReviewItem, type AccessReview } from './access-review.entity.js';
import { SuspendGrants } from './suspend-grants.js';

/** The day of a review has come: what is undecided is suspended, and the person's sessions end with it (design §5). */
@Injectable()
export class SuspendReview {
  constructor(
    private readonly suspendGrants: SuspendGrants,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction, which holds the person's row. */
  async execute(em: EntityManager, review: AccessReview, actor: Actor): Promise<void> {
    const items = await em.find(AccessReviewItem, { reviewId: review.id, decision: null });
    const grantIds = items.map(({ grantId }) => grantId);
    review.suspendedAt = this.clock.now();
    await this.suspendGrants.suspend(em, grantIds, { reviewId: review.id, because: review.kind }, actor);
    await this.staff.endSessions(em, review.staffId, 'access-changed', { actor });
    await this.trail.record(em, {
      action: 'access-review.suspended',
      actor,
      object: { kind: 'access-review', id: review.id },
      concernsStaffId: review.staffId,
      facts: { kind: review.kind, grantIds },
    });
    await em.flush();
  }
}
