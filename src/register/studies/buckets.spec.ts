import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addTo, bucketOf, ERROR_BOUND, histogramOf, middleOf, percentileIn, percentileOf } from './buckets.js';

const DAY_MS = 86_400_000;
const durations = fc.array(fc.integer({ min: 0, max: DAY_MS }), { minLength: 1, maxLength: 300 });
const share = fc.constantFrom(0.5, 0.9, 0.95);
const ascending = (ms: readonly number[]) => [...ms].sort((one, other) => one - other);

/** By how much `read` may differ from `exact`, with the half millisecond that is rounded away. */
function isWithinBound(read: number, exact: number): boolean {
  return Math.abs(read - exact) <= (exact < 1000 ? 500 : exact * ERROR_BOUND) + 0.5;
}

describe('durations in buckets', () => {
  it('are wrong by a fortieth at most, and by half a second below one', () => {
    expect(ERROR_BOUND).toBeLessThan(0.025);
    fc.assert(fc.property(fc.integer({ min: 0, max: DAY_MS }), ms => isWithinBound(middleOf(bucketOf(ms)), ms)));
  });

  it('are in an order that is theirs', () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: DAY_MS }), fc.integer({ min: 0, max: DAY_MS }));
    fc.assert(fc.property(pair, ([one, other]) => one > other || bucketOf(one) <= bucketOf(other)));
  });

  it('give percentiles within the bound, however many histograms they are the sum of', () => {
    fc.assert(
      fc.property(fc.array(durations, { minLength: 1, maxLength: 5 }), share, (parts, p) => {
        const sum = new Map<number, number>();
        for (const part of parts) addTo(sum, histogramOf(part));
        const exact = percentileOf(ascending(parts.flat()), p);
        return isWithinBound(percentileIn(sum, p) ?? Infinity, exact ?? -Infinity);
      }),
    );
  });
});

describe('percentiles', () => {
  it('are durations that are there, as PostgreSQL counts them (percentile_disc)', () => {
    const ten = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    expect([0.5, 0.9, 0.95].map(p => percentileOf(ten, p))).toEqual([50, 90, 100]);
    expect(percentileOf([7], 0.5)).toBe(7);
  });

  it('of nothing are nothing', () => {
    expect(percentileOf([], 0.5)).toBeNull();
    expect(percentileIn(new Map(), 0.5)).toBeNull();
  });
});
