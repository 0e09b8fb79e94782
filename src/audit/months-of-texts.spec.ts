import { describe, expect, it } from '@jest/globals';
import { lastDayOfTexts, monthOfTexts } from './months-of-texts.js';

describe('the month of a text', () => {
  it.each([
    ['2026-11-30T21:59:59.999Z', '2026-11'],
    ['2026-11-30T22:00:00.000Z', '2026-12'],
    ['2026-06-30T20:59:59.999Z', '2026-06'],
    ['2026-06-30T21:00:00.000Z', '2026-07'],
  ])('of %s is that of Helsinki: %s', (at, month) => {
    expect(monthOfTexts(new Date(at))).toBe(month);
  });

  it.each([
    ['2026-11', 60, '2031-11-30'],
    ['2026-11', 61, '2031-11-30'],
    ['2026-11', 84, '2031-11-30'],
    ['2026-11', 59, '2031-10-31'],
    ['2026-11', 24, '2028-11-30'],
    ['2026-02', 24, '2028-02-29'],
    ['2026-12', 24, '2028-12-31'],
  ])(
    '%s is readable for five years after it, never longer than its events: with %d months until %s',
    (month, kept, lastDay) => {
      expect(lastDayOfTexts(month, kept)).toBe(lastDay);
    },
  );
});
