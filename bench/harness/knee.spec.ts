import { describe, expect, it } from '@jest/globals';
import { heldShare, kneeOf, nextShare, type Tried } from './knee.js';

/** Tries what is to be tried on a machine that bears up to `bears`. */
function climb(bears: number): Tried[] {
  const tried: Tried[] = [];
  for (let share = nextShare(tried); share !== null; share = nextShare(tried)) {
    tried.push({ share, borne: share <= bears });
  }
  return tried;
}

describe('the way to the knee', () => {
  it('goes up in five steps where everything is borne, and all of it is held', () => {
    const tried = climb(3);
    expect(tried.map(({ share }) => share)).toEqual([0.1, 0.25, 0.5, 0.75, 1]);
    expect(heldShare(tried)).toBe(1);
  });

  it.each([0.98, 0.6, 0.31, 0.12, 0.06, 0.02])('comes near to a knee at %s from below, in few steps', bears => {
    const tried = climb(bears);
    expect(kneeOf(tried)).toBeLessThanOrEqual(bears);
    expect(kneeOf(tried)).toBeGreaterThan(bears / 1.15);
    expect(tried.length).toBeLessThan(12);
    expect(heldShare(tried)).toBeCloseTo(0.7 * kneeOf(tried));
  });

  it('takes nothing for borne above what was not', () => {
    const tried = [
      { share: 0.1, borne: true },
      { share: 0.25, borne: false },
      { share: 0.5, borne: true },
    ];
    expect(kneeOf(tried)).toBe(0.1);
  });

  it('says so where the machine bears nothing', () => {
    expect(() => climb(0)).toThrow('bears nothing');
  });
});
