import { describe, expect, it } from '@jest/globals';
import { groundsOf, GROUNDS_OF_WITHHOLDING, mayLeaveReasonsOut } from './grounds.js';
import { RIGHTS } from './rights.js';

describe('grounds of a refusal', () => {
  it('exist for every right, each once', () => {
    for (const right of RIGHTS) {
      const grounds = groundsOf(right);
      expect(grounds.length).toBeGreaterThan(0);
      expect(new Set(grounds).size).toBe(grounds.length);
    }
  });

  it('of section 34 are for access alone, and the only ones whose reasons may be left out', () => {
    expect(groundsOf('access').filter(mayLeaveReasonsOut)).toHaveLength(3);
    expect(RIGHTS.filter(right => groundsOf(right).some(mayLeaveReasonsOut))).toEqual(['access']);
    expect(GROUNDS_OF_WITHHOLDING.filter(mayLeaveReasonsOut)).toHaveLength(3);
  });
});
