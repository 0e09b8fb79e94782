import { describe, expect, it } from '@jest/globals';
import { daysFrom, parseDay } from '../../kernel/calendar.js';
import { isPublicHoliday } from '../../kernel/finnish-holidays.js';
import { ALMANAC, SAME_EACH_YEAR } from './testing/almanac.js';
import { rolledByAlmanac, worksByAlmanac } from './testing/oracle.js';
import { isWorkingDay, nextWorkingDay, workingDaysAfter } from './working-day.js';

const years = Object.keys(ALMANAC).map(Number);
const isSunday = (day: string) => new Date(day).getUTCDay() === 0;

describe('the holidays of Finland', () => {
  it.each(years)('of %i that fall on no Sunday are those of the almanac, and no other day', year => {
    const movable = Object.values<string>(ALMANAC[year] ?? {});
    const typed = [...SAME_EACH_YEAR, ...movable].map(monthDay => `${year}-${monthDay}`);
    const days = daysFrom(parseDay(`${year}-01-01`), parseDay(`${year}-12-31`));
    const found = days.filter(day => isPublicHoliday(day) && !isSunday(day));
    expect(found).toEqual(typed.filter(day => !isSunday(day)).sort());
  });

  it('are typed for every year from 2024 to 2036', () => {
    expect(years).toEqual(expect.arrayContaining(Array.from({ length: 13 }, (_, n) => 2024 + n)));
  });
});

describe('a working day', () => {
  it('is what the almanac calls one, on every day of 2024 to 2036', () => {
    const days = daysFrom(parseDay('2024-01-01'), parseDay('2036-12-31'));
    expect(days.filter(day => isWorkingDay(day) !== worksByAlmanac(day))).toEqual([]);
    expect(days.filter(day => nextWorkingDay(day) !== rolledByAlmanac(day))).toEqual([]);
  });

  it.each(['2026-12-24', '2026-06-19', '2025-06-20'])('%s is one: an eve is no public holiday', eve => {
    expect(isWorkingDay(parseDay(eve))).toBe(true);
    expect(nextWorkingDay(parseDay(eve))).toBe(eve);
  });

  it.each([
    ['2026-04-03', '2026-04-07', 'Easter'],
    ['2026-12-25', '2026-12-28', 'Christmas and a Sunday'],
    ['2026-06-20', '2026-06-22', 'Midsummer'],
    ['2026-05-14', '2026-05-15', 'Ascension'],
    ['2027-01-01', '2027-01-04', 'a new year'],
    ['2026-11-27', '2026-11-27', 'nothing'],
  ])('on or after %s is %s, over %s', (day, expected) => {
    expect(nextWorkingDay(parseDay(day))).toBe(expected);
  });
});

describe('working days after a day', () => {
  it.each([
    ['2026-03-05', 0, '2026-03-05'],
    ['2026-03-05', 1, '2026-03-06'],
    ['2026-03-05', 10, '2026-03-19'],
    ['2026-04-01', 2, '2026-04-07'],
    ['2026-04-04', 1, '2026-04-07'],
    ['2026-12-23', 3, '2026-12-29'],
  ])('%s: number %i is %s, the day itself not counted', (day, count, expected) => {
    expect(workingDaysAfter(parseDay(day), count)).toBe(expected);
  });
});
