import { subject } from '@casl/ability';
import { DomainError } from '../../kernel/errors.js';
import type { Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import type { ReviewDecision } from '../subjects.js';
import type { AccessReview } from './access-review.entity.js';
import { reviewFacts } from './review-facts.js';

/** What somebody wants to decide in a review on a grant, and who gave that; null: nobody by name. */
export interface DecisionOnGrant {
  readonly review: AccessReview;
  readonly grantedBy: string | null;
  readonly decision: ReviewDecision;
}

/**
 * Lets pass what the rules let who asks decide, and says to the others why not.
 * @throws DomainError `not-oneself`, `granter-alone`, `not-reviewer`
 */
export function checkDecider(
  { review, grantedBy, decision }: DecisionOnGrant,
  { id }: Pick<Requester, 'id'>,
  { ability, today }: Pick<Permissions, 'ability' | 'today'>,
): void {
  const facts = reviewFacts(review, today, grantedBy);
  if (ability.can('decide', subject('AccessReview', { ...facts }), decision)) return;
  if (review.staffId === id) throw refused('not-oneself', 'Nobody examines their own access.');
  if (grantedBy === id && decision !== 'revoke')
    throw refused('granter-alone', 'Who gave a grant does not decide alone that it stays.');
  throw refused('not-reviewer', 'This review is for its reviewer and deputies to decide.');
}

function refused(code: string, sentence: string): DomainError {
  return new DomainError('forbidden', code, sentence);
}
