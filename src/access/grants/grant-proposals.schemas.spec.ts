import { describe, expect, it } from '@jest/globals';
import { proposalDecision, proposalQuery, revocationProposal } from './grant-proposals.schemas.js';

const REASON = 'Ei tarvita';
const NO_REASONS = [undefined, '', 'x'.repeat(1_001)];

describe('a decision on a proposal', () => {
  it('approves it or refuses it, and says why', () => {
    for (const outcome of ['approved', 'refused'])
      expect(proposalDecision.parse({ outcome, reason: REASON })).toEqual({ outcome, reason: REASON });
    for (const outcome of ['withdrawn', 'lapsed', undefined])
      expect(proposalDecision.safeParse({ outcome, reason: REASON }).success).toBe(false);
    for (const reason of NO_REASONS)
      expect(proposalDecision.safeParse({ outcome: 'refused', reason }).success).toBe(false);
  });
});

describe('a proposal that a grant goes', () => {
  it('comes from an administrator, or from the report of unused access', () => {
    expect(revocationProposal.parse({ reason: REASON })).toEqual({ origin: 'administrator', reason: REASON });
    expect(revocationProposal.parse({ origin: 'unused-access', reason: REASON }).origin).toBe('unused-access');
    expect(revocationProposal.safeParse({ origin: 'directory', reason: REASON }).success).toBe(false);
    for (const reason of NO_REASONS) expect(revocationProposal.safeParse({ reason }).success).toBe(false);
  });
});

describe('a look at proposals', () => {
  it('may be at those of a state or of a person', () => {
    const staff = '00000000-0000-7000-8000-000000000001';
    for (const state of ['pending', 'approved', 'refused', 'withdrawn', 'lapsed'])
      expect(proposalQuery.parse({ state, staff })).toMatchObject({ state, staff });
    for (const wrong of [{ state: 'open' }, { staff: 'Maija' }])
      expect(proposalQuery.safeParse(wrong).success).toBe(false);
  });
});
