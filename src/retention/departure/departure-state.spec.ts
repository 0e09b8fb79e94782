import { describe, expect, it } from '@jest/globals';
import { departureState, lapsesAfter } from './departure-state.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const END = new Date('2026-12-01T07:00:00Z');
const justBefore = new Date(END.getTime() - 1);

describe('a departure', () => {
  it('lasts seven days from its proposal, or its approval', () => {
    expect(lapsesAfter(NOW)).toEqual(END);
    for (const outcome of ['pending', 'approved'] as const) {
      expect(departureState({ outcome, lapsesAt: END }, justBefore)).toBe(outcome);
      expect(departureState({ outcome, lapsesAt: END }, END)).toBe('lapsed');
    }
  });

  it('that was refused or carried out stays so', () => {
    expect(departureState({ outcome: 'refused', lapsesAt: END }, END)).toBe('refused');
    for (const now of [NOW, END]) {
      expect(departureState({ outcome: 'approved', lapsesAt: END, exportedAt: NOW }, now)).toBe('exported');
    }
  });
});
