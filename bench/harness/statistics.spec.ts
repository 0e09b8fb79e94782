import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { median, quantile, spreadOf } from './statistics.js';

describe('statistics of measured values', () => {
  it('takes the middle value, or the middle of the two in the middle', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('tells where all of the values lie, and half of them', () => {
    expect(spreadOf([50, 10, 40, 20, 30])).toEqual({
      min: 10,
      lowerQuartile: 20,
      median: 30,
      upperQuartile: 40,
      max: 50,
    });
  });

  it('orders numbers as numbers', () => {
    expect(median([9, 10, 100])).toBe(10);
  });

  it('has no quantile of nothing', () => {
    expect(() => median([])).toThrow(RangeError);
  });

  it('never leaves the values and grows with the share', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ noNaN: true, min: 0, max: 1 }), (some, share) => {
        const found = quantile(some, share);
        expect(found).toBeGreaterThanOrEqual(Math.min(...some));
        expect(found).toBeLessThanOrEqual(Math.max(...some));
        expect(quantile(some, 1)).toBeGreaterThanOrEqual(found);
      }),
    );
  });
});
