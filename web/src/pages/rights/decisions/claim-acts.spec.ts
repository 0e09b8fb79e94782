import { describe, expect, it } from '@jest/globals';
import { actsOnClaim } from './claim-acts.js';

type Looked = Parameters<typeof actsOnClaim>[1];
const OPEN: Looked = { permitted: ['handle'], decidedAt: null, closedAt: null };

describe('what somebody may do about a right of a case', () => {
  it('is to decide it while nobody has confirmed it', () => {
    expect(actsOnClaim({ state: 'open', decidedBy: null }, OPEN, 'me')).toEqual(['decide']);
    expect(actsOnClaim({ state: 'decided', decidedBy: 'me' }, OPEN, 'me')).toEqual(['decide']);
    expect(actsOnClaim({ state: 'confirmed', decidedBy: 'me' }, OPEN, 'me')).toEqual([]);
  });

  it('is to confirm what another decided', () => {
    expect(actsOnClaim({ state: 'decided', decidedBy: 'other' }, OPEN, 'me')).toEqual(['confirm', 'decide']);
  });

  it('is nothing for whoever only looks, or once the case is decided', () => {
    const claim = { state: 'decided', decidedBy: 'other' } as const;
    expect(actsOnClaim(claim, { ...OPEN, permitted: ['export'] }, 'me')).toEqual([]);
    expect(actsOnClaim(claim, { ...OPEN, decidedAt: '2026-11-26T10:00:00Z' }, 'me')).toEqual([]);
  });
});
