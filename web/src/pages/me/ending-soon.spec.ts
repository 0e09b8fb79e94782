import { describe, expect, it } from '@jest/globals';
import { endingSoon } from './ending-soon.js';

const TODAY = '2026-11-24';
const grant = (untilOn: string, over: object = {}) => ({ role: 'agent' as const, untilOn, revokedAt: null, ...over });

describe('a grant that ends soon', () => {
  it('has its last day today or within 30 days', () => {
    expect(endingSoon([grant('2026-11-24')], TODAY)).toHaveLength(1);
    expect(endingSoon([grant('2026-12-24')], TODAY)).toHaveLength(1);
    expect(endingSoon([grant('2026-12-25')], TODAY)).toEqual([]);
    expect(endingSoon([grant('2026-11-23')], TODAY)).toEqual([]);
  });

  it('is not one that is revoked, or that a later one of the role follows', () => {
    expect(endingSoon([grant('2026-12-01', { revokedAt: '2026-11-01T00:00:00Z' })], TODAY)).toEqual([]);
    expect(endingSoon([grant('2026-12-01'), grant('2027-12-01')], TODAY)).toEqual([]);
  });
});
