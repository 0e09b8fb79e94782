import { subject } from '@casl/ability';
import type { Day } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import type { Permissions } from '../access.js';
import type { Grant } from '../grants/grant.entity.js';
import { REVIEW_DECISIONS, type ReviewDecision } from '../subjects.js';
import type { AccessReview } from './access-review.entity.js';
import { isEscalated, isSuspended, reviewFacts } from './review-facts.js';
import type { ReviewItemView } from './reviews.schemas.js';

/** A review as lists show it on `today`. */
export function reviewItemView(review: AccessReview, names: ReadonlyMap<string, string>, today: Day): ReviewItemView {
  const { id, staffId, kind, effectiveOn, suspendOn, escalateOn, revokeOn, reviewerId, deputyIds } = review;
  return {
    ...{ id, staffId, kind, effectiveOn, suspendOn, escalateOn, revokeOn, deputyIds },
    staffName: names.get(staffId) ?? '',
    openedAt: review.openedAt.toISOString(),
    reviewerId: reviewerId === NOBODY ? null : reviewerId,
    reviewerName: names.get(reviewerId) ?? null,
    escalated: isEscalated(review, today),
    suspended: isSuspended(review, today),
    closedAt: review.closedAt?.toISOString() ?? null,
    outcome: review.outcome ?? null,
  };
}

/** What the rules let who asks decide on a grant that is undecided in an open review. */
export function openDecisions(
  review: AccessReview,
  { grantedBy }: Pick<Grant, 'grantedBy'>,
  { ability, today }: Pick<Permissions, 'ability' | 'today'>,
): ReviewDecision[] {
  const facts = reviewFacts(review, today, grantedBy ?? null);
  return REVIEW_DECISIONS.filter(decision => ability.can('decide', subject('AccessReview', { ...facts }), decision));
}
