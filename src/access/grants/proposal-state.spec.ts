import { describe, expect, it } from '@jest/globals';
import { proposalState } from './proposal-state.js';

const LAPSES = new Date('2026-12-08T07:00:00Z');
const at = (text: string) => new Date(text);

describe('a proposal', () => {
  it('waits until it lapses by itself', () => {
    expect(proposalState({ outcome: 'pending', lapsesAt: LAPSES }, at('2026-12-08T06:59:59.999Z'))).toBe('pending');
    expect(proposalState({ outcome: 'pending', lapsesAt: LAPSES }, LAPSES)).toBe('lapsed');
  });

  it.each(['approved', 'refused', 'withdrawn'] as const)('that is %s stays so', outcome => {
    expect(proposalState({ outcome, lapsesAt: LAPSES }, at('2027-12-08T07:00:00Z'))).toBe(outcome);
  });
});
