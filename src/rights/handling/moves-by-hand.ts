import { checkMayGo, wrongState } from '../case/case-state.js';
import type { CaseState } from '../case/rights-case.entity.js';

/** Where handlers take a case by saying so. */
export const MOVED_TO = ['searching', 'assessing', 'redacting', 'in-review'] as const;
export type MovedTo = (typeof MOVED_TO)[number];

/**
 * From where to where. Every other step of a case is what some act brings about: triage, a stop of the clock and its end, the first mark of
 * a copy, a confirmed decision, an answer, notices, the close.
 */
export const BY_HAND: Readonly<Partial<Record<CaseState, readonly MovedTo[]>>> = {
  triaged: ['searching'],
  searching: ['assessing'],
  assessing: ['searching', 'in-review'],
  redacting: ['searching', 'assessing', 'in-review'],
  'in-review': ['assessing', 'redacting'],
};

/** @throws DomainError `wrong-state` */
export function checkMoveByHand(from: CaseState, to: MovedTo): void {
  checkMayGo(from, to);
  if (!BY_HAND[from]?.includes(to)) throw wrongState(from, to);
}
