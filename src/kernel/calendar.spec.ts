import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  daysBetween,
  daysFrom,
  helsinkiDay,
  helsinkiHour,
  isDay,
  parseDay,
  startOfDay,
  type Day,
} from './calendar.js';
import { DomainError } from './errors.js';

const HOUR_MS = 3_600_000;
const FROM_MS = Date.UTC(2020, 0, 1);
const TO_MS = Date.UTC(2041, 0, 1);

const instant = fc.integer({ min: FROM_MS, max: TO_MS }).map(ms => new Date(ms));
const day = fc.integer({ min: 0, max: 110_000 }).map(n => addDays(parseDay('1800-01-01'), n));
const months = fc.integer({ min: -1200, max: 1200 });

/** Summer time by Directive 2000/84/EC: from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October. */
function isSummerTime(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return ms >= changeAt(year, 2) && ms < changeAt(year, 9);
}

function changeAt(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month, 31));
  return Date.UTC(year, month, 31 - lastDay.getUTCDay(), 1);
}

function dayByDirective(ms: number): string {
  return new Date(ms + (isSummerTime(ms) ? 3 : 2) * HOUR_MS).toISOString().slice(0, 10);
}

const swedishDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki', dateStyle: 'short' });
const helsinkiClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Helsinki',
  dateStyle: 'short',
  timeStyle: 'medium',
});

describe('isDay and parseDay', () => {
  it.each(['2026-07-01', '2024-02-29', '2000-02-29', '1899-12-31', '0001-01-01', '9999-12-31'])('take %s', text => {
    expect(isDay(text)).toBe(true);
    expect(parseDay(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '1900-02-29',
    '2026-04-31',
    '2026-01-32',
    '2026-00-10',
    '2026-13-01',
    '2026-10-00',
    '0000-01-01',
    '',
    'today',
    '2026-7-1',
    '20260701',
    '2026-07-01T00:00:00Z',
    '2026-07-01T00:00:00.000Z',
    '2026-07-01T00',
    '2026-07-01\n',
    ' 2026-07-01',
    '+012026-07-01',
    '-002026-07-01',
    '２０２６-07-01',
  ])('refuse %j', text => {
    expect(isDay(text)).toBe(false);
    expect(() => parseDay(text)).toThrow(DomainError);
    expect(() => parseDay(text)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'invalid-day' }));
    expect(() => parseDay(text)).toThrow('A day is a date that exists, written YYYY-MM-DD.');
  });

  it('take exactly the dates that exist', () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map(n => String(n).padStart(2, '0'));
    fc.assert(
      fc.property(fc.integer({ min: 1800, max: 2100 }), part(14), part(33), (year, month, number) => {
        const date = new Date(Date.UTC(year, Number(month) - 1, Number(number)));
        const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(number);
        expect(isDay(`${year}-${month}-${number}`)).toBe(exists && date.getUTCFullYear() === year);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('helsinkiDay', () => {
  it('agrees with the directive on summer time and with Intl in every hour of 2020 to 2040', () => {
    const wrong: string[] = [];
    for (let ms = FROM_MS; ms < TO_MS; ms += HOUR_MS) {
      const found = helsinkiDay(new Date(ms));
      if (found !== dayByDirective(ms) || found !== swedishDate.format(ms)) wrong.push(new Date(ms).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  it('agrees with both at any millisecond', () => {
    fc.assert(
      fc.property(instant, at => {
        expect(helsinkiDay(at)).toBe(dayByDirective(at.getTime()));
        expect(helsinkiDay(at)).toBe(swedishDate.format(at));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2026-09-30T20:59:59.999Z', '2026-09-30'],
    ['2026-09-30T21:00:00.000Z', '2026-10-01'],
    ['2026-12-31T21:59:59.999Z', '2026-12-31'],
    ['2026-12-31T22:00:00.000Z', '2027-01-01'],
    ['2026-03-28T21:59:59.999Z', '2026-03-28'],
    ['2026-03-28T22:00:00.000Z', '2026-03-29'],
    ['2026-03-29T20:59:59.999Z', '2026-03-29'],
    ['2026-03-29T21:00:00.000Z', '2026-03-30'],
    ['2026-10-24T21:00:00.000Z', '2026-10-25'],
    ['2026-10-25T21:59:59.999Z', '2026-10-25'],
    ['2026-10-25T22:00:00.000Z', '2026-10-26'],
    ['1969-12-31T21:59:59.999Z', '1969-12-31'],
    ['1969-12-31T22:00:00.000Z', '1970-01-01'],
  ])('at %s is %s', (at, expected) => {
    expect(helsinkiDay(new Date(at))).toBe(expected);
  });

  it('refuses an instant that is none', () => {
    expect(() => helsinkiDay(new Date(NaN))).toThrow(RangeError);
  });

  it('answers the same after it has seen more hours than it remembers', () => {
    const before = helsinkiDay(new Date('2026-09-30T21:30:00Z'));
    for (let n = 0; n < 100_001; n++) helsinkiDay(new Date(TO_MS + n * HOUR_MS));
    expect(helsinkiDay(new Date('2026-09-30T21:30:00Z'))).toBe(before);
  });
});

describe('helsinkiHour', () => {
  it.each([
    ['2026-01-01T21:59:59.999Z', 23],
    ['2026-01-01T22:00:00.000Z', 0],
    ['2026-07-01T20:59:59.999Z', 23],
    ['2026-07-01T21:00:00.000Z', 0],
    ['2026-10-25T00:30:00.000Z', 3],
    ['2026-10-25T01:30:00.000Z', 3],
  ])('at %s is %i', (at, hour) => {
    expect(helsinkiHour(new Date(at))).toBe(hour);
  });
});

describe('startOfDay', () => {
  it('is 00:00:00 in Helsinki on every day of 2020 to 2040', () => {
    for (const each of daysFrom(parseDay('2020-01-01'), parseDay('2040-12-31'))) {
      const start = startOfDay(each);
      expect(helsinkiClock.format(start)).toBe(`${each} 00:00:00`);
      expect(dayByDirective(start.getTime())).toBe(each);
      expect(dayByDirective(start.getTime() - 1)).toBe(addDays(each, -1));
    }
  });

  it('makes 23 hours of the day on which summer time begins and 25 of the day on which it ends', () => {
    const hours = (text: string) => {
      const each = parseDay(text);
      return (startOfDay(addDays(each, 1)).getTime() - startOfDay(each).getTime()) / HOUR_MS;
    };
    expect(hours('2026-03-28')).toBe(24);
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
  });

  it('begins the day that helsinkiDay finds', () => {
    fc.assert(
      fc.property(instant, at => {
        const found = helsinkiDay(at);
        expect(startOfDay(found) <= at).toBe(true);
        expect(startOfDay(addDays(found, 1)) > at).toBe(true);
      }),
    );
  });
});

describe('addDays and daysBetween', () => {
  it('count days, not hours, over both changes of the clock', () => {
    expect(addDays(parseDay('2026-03-28'), 2)).toBe('2026-03-30');
    expect(addDays(parseDay('2026-10-24'), 2)).toBe('2026-10-26');
    expect(daysBetween(parseDay('2026-03-28'), parseDay('2026-10-26'))).toBe(212);
    expect(daysBetween(parseDay('2026-10-26'), parseDay('2026-03-28'))).toBe(-212);
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -36_000, max: 36_000 }), (from, n) => {
        expect(daysBetween(from, addDays(from, n))).toBe(n);
        expect(addDays(addDays(from, n), -n)).toBe(from);
        expect(addDays(from, n) > from).toBe(n > 0);
      }),
    );
  });

  it('refuse what lies beyond the years of four digits', () => {
    const beyond = expect.objectContaining({ code: 'invalid-day' });
    expect(() => addDays(parseDay('9999-12-31'), 1)).toThrow(beyond);
    expect(() => addDays(parseDay('0001-01-01'), -1)).toThrow(beyond);
    expect(() => addMonths(parseDay('9999-12-31'), 1)).toThrow(beyond);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-02-28', 1, '2026-03-28'],
    ['2026-01-31', 0, '2026-01-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-01-31', -2, '2025-11-30'],
  ])('%s and %i months is %s', (from, n, expected) => {
    expect(addMonths(parseDay(from), n)).toBe(expected);
  });

  it('keeps the day number, or takes the last day of a shorter month', () => {
    fc.assert(
      fc.property(day, months, (from, n) => {
        const to = addMonths(from, n);
        const monthIndex = (each: Day) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        const isLastOfMonth = addDays(to, 1).endsWith('-01');
        expect(monthIndex(to) - monthIndex(from)).toBe(n);
        expect(to.slice(8) === from.slice(8) || (isLastOfMonth && to.slice(8) < from.slice(8))).toBe(true);
      }),
    );
  });
});

describe('daysFrom', () => {
  it('has both ends in it', () => {
    expect(daysFrom(parseDay('2026-02-27'), parseDay('2026-03-01'))).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
    expect(daysFrom(parseDay('2026-02-27'), parseDay('2026-02-27'))).toEqual(['2026-02-27']);
  });

  it('is empty when the last day comes before the first', () => {
    expect(daysFrom(parseDay('2026-03-02'), parseDay('2026-03-01'))).toEqual([]);
    expect(daysFrom(parseDay('2026-03-09'), parseDay('2026-03-01'))).toEqual([]);
  });
});
