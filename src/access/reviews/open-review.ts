import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Grant } from '../grants/grant.entity.js';
import { PURPOSES_OF_ROLE } from '../roles.js';
import { AccessReview, AccessReviewItem, type ReviewKind } from './access-review.entity.js';
import { NameReviewers } from './name-reviewers.js';
import { reviewDays } from './review-days.js';
import { SuspendReview } from './suspend-review.js';

/** Whose access is to be examined, and why. */
export interface WantedReview {
  readonly staffId: string;
  readonly kind: ReviewKind;
  /** When the duties change; today where it is left out or has passed. */
  readonly effectiveOn?: Day;
  readonly dutyChangeId?: string;
  /** The campaign that asks for it. */
  readonly campaignId?: string;
  /** The manager of the coming duties. */
  readonly managerId?: string | null;
  /** Examines these grants alone. */
  readonly grantIds?: readonly string[];
  readonly actor: Actor;
}

/** Opens an access review: one item for each grant of the person that is neither revoked nor over (design §5). */
@Injectable()
export class OpenReview {
  constructor(
    private readonly staff: StaffDirectory,
    private readonly reviewers: NameReviewers,
    private readonly suspendReview: SuspendReview,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction; holds the person's row until its end. A review whose day has come suspends at once: new
   * duties of today, and a recovery, which looks at the grants that hear.
   * @returns the review's id; null when there is nothing to examine
   * @throws DomainError `not-found`
   */
  async execute(em: EntityManager, wanted: WantedReview): Promise<string | null> {
    await this.staff.bumpAccessEpoch(em, wanted.staffId);
    const openedAt = this.clock.now();
    const today = helsinkiDay(openedAt);
    const grants = await grantsToExamine(em, wanted, today);
    if (grants.length === 0) return null;
    const review = await this.#insert(em, wanted, grants, openedAt);
    await this.#record(em, review, grants, wanted);
    if (review.suspendOn <= today) await this.suspendReview.execute(em, review, wanted.actor);
    return review.id;
  }

  async #insert(
    em: EntityManager,
    { staffId, kind, effectiveOn, dutyChangeId, managerId }: WantedReview,
    grants: readonly Grant[],
    openedAt: Date,
  ): Promise<AccessReview> {
    const today = helsinkiDay(openedAt);
    const review = em.create(AccessReview, {
      ...{ id: newId(openedAt), staffId, kind, openedAt, dutyChangeId: dutyChangeId ?? null },
      ...{ effectiveOn: effectiveOn && effectiveOn > today ? effectiveOn : today },
      ...reviewDays(kind, today, effectiveOn),
      ...(await this.reviewers.of(em, staffId, managerId)),
    });
    await em.persist(review).flush();
    await em.insertMany(
      AccessReviewItem,
      grants.map(({ id }) => ({ reviewId: review.id, grantId: id })),
    );
    return review;
  }

  async #record(
    em: EntityManager,
    review: AccessReview,
    grants: readonly Grant[],
    wanted: WantedReview,
  ): Promise<void> {
    const { id, staffId, kind, effectiveOn, suspendOn, escalateOn, revokeOn, reviewerId, deputyIds } = review;
    const dutyChangeId = review.dutyChangeId ?? null;
    const grantIds = grants.map(grant => grant.id);
    const campaign = wanted.campaignId ? { campaignId: wanted.campaignId } : {};
    await this.trail.record(em, {
      action: 'access-review.opened',
      actor: wanted.actor,
      object: { kind: 'access-review', id },
      concernsStaffId: staffId,
      facts: {
        ...{ kind, effectiveOn, suspendOn, escalateOn, revokeOn, dutyChangeId, reviewerId, deputyIds, grantIds },
        ...campaign,
      },
    });
  }
}

/** The grants that a review opened on `today` is about, the oldest first. */
export async function grantsToExamine(
  em: EntityManager,
  wanted: Pick<WantedReview, 'staffId' | 'kind' | 'grantIds'>,
  today: Day,
): Promise<Grant[]> {
  await em.flush();
  const { staffId, kind, grantIds } = wanted;
  const where = {
    staffId,
    revokedAt: null,
    untilOn: { $gte: today },
    ...(grantIds ? { id: { $in: [...grantIds] } } : {}),
  };
  const grants = await em.find(Grant, where, { orderBy: { createdAt: 'asc', id: 'asc' } });
  return kind === 'recovery' && !grantIds ? grants.filter(hears) : grants;
}

function hears({ role }: Grant): boolean {
  return PURPOSES_OF_ROLE[role].length > 0;
}
