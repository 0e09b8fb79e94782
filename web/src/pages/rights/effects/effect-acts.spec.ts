import { describe, expect, it } from '@jest/globals';
import { effectActs } from './effect-acts.js';

type Looked = Parameters<typeof effectActs>[0];
const OPEN: Looked = { permitted: ['handle'], closedAt: null, claims: [{ right: 'erasure', state: 'decided' }] };

describe('what can be brought about in a case', () => {
  it('is an erasure only once two people have decided it', () => {
    expect(effectActs(OPEN)).not.toContain('erasure');
    expect(effectActs({ ...OPEN, claims: [{ right: 'erasure', state: 'confirmed' }] })).toContain('erasure');
    expect(effectActs({ ...OPEN, claims: [{ right: 'access', state: 'confirmed' }] })).not.toContain('erasure');
  });

  it('is nothing for whoever only looks, or once the case is closed', () => {
    expect(effectActs({ ...OPEN, permitted: ['export'] })).toEqual([]);
    expect(effectActs({ ...OPEN, closedAt: '2026-11-26T10:00:00Z' })).toEqual([]);
  });
});
