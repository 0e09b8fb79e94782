import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../../kernel/calendar.js';
import { instantsOf, lastWeekOn, mondayOf } from './week.js';

describe('a week', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-11-30', '2026-11-30'],
    ['2027-01-01', '2026-12-28'],
  ])('of %s begins on Monday %s', (day, monday) => {
    expect(mondayOf(parseDay(day))).toBe(monday);
  });

  it('is over when its Sunday has ended in Helsinki', () => {
    expect(lastWeekOn(new Date('2026-11-29T21:59:59Z'))).toBe('2026-11-16');
    expect(lastWeekOn(new Date('2026-11-29T22:00:00Z'))).toBe('2026-11-23');
  });

  it('has an hour less or more where the clocks are changed in it', () => {
    const hours = (day: string) => {
      const { from, until } = instantsOf(parseDay(day));
      return (until.getTime() - from.getTime()) / 3_600_000;
    };
    expect([hours('2026-03-23'), hours('2026-10-19'), hours('2026-11-23')]).toEqual([167, 169, 168]);
  });
});
