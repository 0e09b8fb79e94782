import { describe, expect, it } from '@jest/globals';
import { duration } from './duration.js';

describe('a duration', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [-5, '0:00'],
  ])('of %d ms is shown as %s', (ms, shown) => {
    expect(duration(ms)).toBe(shown);
  });
});
