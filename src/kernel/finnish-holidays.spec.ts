import { describe, expect, it } from '@jest/globals';
import { daysFrom, parseDay } from './calendar.js';
import { easterSunday, isPublicHoliday, isQuietDay } from './finnish-holidays.js';

/** Of the almanac: every public holiday of the year that is not a Sunday by its nature alone. */
const ALMANAC: Readonly<Record<string, readonly string[]>> = {
  2024: [
    ...['2024-01-01', '2024-01-06', '2024-03-29', '2024-03-31', '2024-04-01', '2024-05-01', '2024-05-09'],
    ...['2024-05-19', '2024-06-22', '2024-11-02', '2024-12-06', '2024-12-25', '2024-12-26'],
  ],
  2026: [
    ...['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14'],
    ...['2026-05-24', '2026-06-20', '2026-10-31', '2026-12-06', '2026-12-25', '2026-12-26'],
  ],
  2027: [
    ...['2027-01-01', '2027-01-06', '2027-03-26', '2027-03-28', '2027-03-29', '2027-05-01', '2027-05-06'],
    ...['2027-05-16', '2027-06-26', '2027-11-06', '2027-12-06', '2027-12-25', '2027-12-26'],
  ],
};

/** By golden number and epact, in whole steps of the calendar reform (Knuth, The Art of Computer Programming, 1.3.2, exercise 14). */
function easterByClavius(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const leapYearsDropped = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - leapYearsDropped - 10;
  const uncorrected = (11 * golden + 20 + moonCorrection - leapYearsDropped) % 30;
  const epact = (uncorrected === 25 && golden > 11) || uncorrected === 24 ? uncorrected + 1 : uncorrected;
  const fullMoon = 44 - epact < 21 ? 74 - epact : 44 - epact;
  const inMarch = fullMoon + 7 - ((sunday + fullMoon) % 7);
  return new Date(Date.UTC(year, 2, inMarch)).toISOString().slice(0, 10);
}

describe('Finnish public holidays', () => {
  it.each(Object.entries(ALMANAC))('of %s are those of the almanac, and no other day', (year, holidays) => {
    const days = daysFrom(parseDay(`${year}-01-01`), parseDay(`${year}-12-31`));
    expect(days.filter(isPublicHoliday)).toEqual(holidays);
  });

  it.each([
    ...[2000, 2008, 2011, 2019, 2025, 2038].map((year, place) => {
      const easter = ['2000-04-23', '2008-03-23', '2011-04-24', '2019-04-21', '2025-04-20', '2038-04-25'][place];
      return [year, easter] as const;
    }),
  ])('Easter Sunday of %i is %s, also where it is as early or as late as it can be', (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });

  it('have Easter where the tables of Clavius have it, in every year from 1583 to 4099', () => {
    const years = Array.from({ length: 4099 - 1582 }, (_, n) => 1583 + n);
    expect(years.filter(year => easterSunday(year) !== easterByClavius(year))).toEqual([]);
  });

  it('are counted for a year of three digits as for any other', () => {
    expect(isPublicHoliday(parseDay('0999-12-25'))).toBe(true);
  });

  it('leave the eves of Christmas and Midsummer out, on which it is quiet all the same', () => {
    for (const day of ['2026-12-24', '2026-06-19', '2027-06-25'].map(parseDay)) {
      expect([isPublicHoliday(day), isQuietDay(day)]).toEqual([false, true]);
    }
    expect(['2026-12-23', '2026-06-18', '2026-04-07'].map(parseDay).filter(isQuietDay)).toEqual([]);
  });
});
