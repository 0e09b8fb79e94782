import { describe, expect, it } from '@jest/globals';
import { mayGo } from '../case/case-state.js';
import { CASE_STATES } from '../case/rights-case.entity.js';
import { BY_HAND, checkMoveByHand, MOVED_TO } from './moves-by-hand.js';

const refusal = expect.objectContaining({ code: 'wrong-state' });

describe('a case that is moved by hand', () => {
  it('goes only where a case may go at all', () => {
    const moves = CASE_STATES.flatMap(from => (BY_HAND[from] ?? []).map(to => ({ from, to })));
    expect(moves.filter(({ from, to }) => !mayGo(from, to))).toEqual([]);
  });

  it('goes to the search, on to the assessment and the review, and back from there', () => {
    for (const [from, to] of [
      ['triaged', 'searching'],
      ['searching', 'assessing'],
      ['assessing', 'searching'],
      ['assessing', 'in-review'],
      ['redacting', 'in-review'],
      ['in-review', 'assessing'],
    ] as const) {
      expect(() => {
        checkMoveByHand(from, to);
      }).not.toThrow();
    }
  });

  it('never leaves a stop of the clock, begins a redaction, or undoes a decision by that', () => {
    for (const [from, to] of [
      ['identity-pending', 'searching'],
      ['clarification-pending', 'searching'],
      ['assessing', 'redacting'],
      ['decided', 'assessing'],
      ['closed', 'assessing'],
    ] as const) {
      expect(mayGo(from, to)).toBe(true);
      expect(() => {
        checkMoveByHand(from, to);
      }).toThrow(refusal);
    }
  });

  it('goes nowhere where a case may not go', () => {
    for (const to of MOVED_TO) {
      expect(() => {
        checkMoveByHand('received', to);
      }).toThrow(refusal);
    }
  });
});
