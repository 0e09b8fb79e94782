import { DomainError } from '../../kernel/errors.js';
import type { CaseState } from './rights-case.entity.js';

/** Where a case may go from where it is (domain.md §3). What waits may always be searched for or assessed again before the decision. */
const NEXT: Readonly<Record<CaseState, readonly CaseState[]>> = {
  received: ['triaged'],
  triaged: ['identity-pending', 'clarification-pending', 'searching'],
  'identity-pending': ['clarification-pending', 'searching'],
  'clarification-pending': ['identity-pending', 'searching'],
  searching: ['identity-pending', 'clarification-pending', 'assessing'],
  assessing: ['identity-pending', 'clarification-pending', 'searching', 'redacting', 'in-review'],
  redacting: ['searching', 'assessing', 'in-review'],
  'in-review': ['assessing', 'redacting', 'decided'],
  decided: ['assessing', 'answered'],
  answered: ['recipients-notified', 'closed'],
  'recipients-notified': ['closed'],
  // Only by itself: an erasure that waited for the end of a hold returns.
  closed: ['assessing'],
};

/** Whether a case may go from `from` to `to`. */
export function mayGo(from: CaseState, to: CaseState): boolean {
  return NEXT[from].includes(to);
}

/** @throws DomainError `wrong-state` with both states */
export function checkMayGo(from: CaseState, to: CaseState): void {
  if (!mayGo(from, to)) throw wrongState(from, to);
}

/** What is said where an act does not fit the state of its case. */
export function wrongState(from: CaseState, to: string): DomainError {
  return new DomainError('conflict', 'wrong-state', 'The case is not where this can be done.', { from, to });
}
