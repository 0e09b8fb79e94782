import type { Day } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import type { AccessReviewFacts } from '../subjects.js';
import type { AccessReview } from './access-review.entity.js';

/** The facts of a review that the rules judge by, for one grant of it; `grantedBy` is left out for the review as such. */
export function reviewFacts(review: AccessReview, today: Day, grantedBy?: string | null): AccessReviewFacts {
  return {
    staffId: review.staffId,
    reviewerIds: [review.reviewerId, ...review.deputyIds].filter(id => id !== NOBODY),
    escalated: isEscalated(review, today),
    grantedBy: grantedBy ?? '',
  };
}

/** By its day: that nobody has written it down yet changes nothing. */
export function isEscalated(review: AccessReview, today: Day): boolean {
  return review.escalateOn <= today;
}

/** Whether what is undecided in it is suspended, written down or not. */
export function isSuspended(review: AccessReview, today: Day): boolean {
  return !review.closedAt && review.suspendOn <= today;
}
