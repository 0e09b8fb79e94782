import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, daysFrom, helsinkiDay, parseDay, startOfDay } from './calendar.js';
import {
  dueOn,
  EARLIER_OF_61_DAYS_AND_2_MONTHS,
  endsBy,
  isOver,
  latest,
  RULE_IN_FORCE,
  SIXTY_ONE_DAYS,
} from './retention-rule.js';

const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2041, 0, 1) }).map(ms => new Date(ms));
const noonOf = (day: string) => new Date(`${day}T10:00:00Z`);
const callDates = daysFrom(parseDay('2025-01-01'), parseDay('2028-12-31'));

describe('dueOn by the rule of 61 days', () => {
  it.each([
    ['2026-07-01T12:00:00+03:00', '2026-08-31'],
    ['2026-09-30T21:30:00Z', '2026-12-01'],
    ['2026-12-31T23:59:00+02:00', '2027-03-02'],
  ])('keeps a call that ended at %s until %s', (endedAt, expected) => {
    expect(dueOn(new Date(endedAt), SIXTY_ONE_DAYS)).toBe(expected);
  });

  it('depends on the date in Helsinki only, not on the hour, the change of the clock or UTC', () => {
    fc.assert(
      fc.property(instant, at => {
        expect(dueOn(at, SIXTY_ONE_DAYS)).toBe(dueOn(startOfDay(helsinkiDay(at)), SIXTY_ONE_DAYS));
        expect(dueOn(at, SIXTY_ONE_DAYS)).toBe(addDays(helsinkiDay(at), 61));
      }),
    );
  });
});

describe('dueOn by the earlier of 61 days and two months', () => {
  it.each([
    ['2027-01-01', '2027-03-01', '2027-03-03'],
    ['2026-12-31', '2027-02-28', '2027-03-02'],
  ])('keeps a call of %s until %s, not until %s', (endedOn, expected, by61Days) => {
    expect(dueOn(noonOf(endedOn), EARLIER_OF_61_DAYS_AND_2_MONTHS)).toBe(expected);
    expect(dueOn(noonOf(endedOn), SIXTY_ONE_DAYS)).toBe(by61Days);
  });

  it('keeps a call for 61 days where two months are longer', () => {
    expect(dueOn(noonOf('2026-07-01'), EARLIER_OF_61_DAYS_AND_2_MONTHS)).toBe('2026-08-31');
    expect(addMonths(parseDay('2026-07-01'), 2)).toBe('2026-09-01');
  });

  it('is the rule in force until the conflict of sections 6 and 12 is settled', () => {
    expect(RULE_IN_FORCE).toBe(EARLIER_OF_61_DAYS_AND_2_MONTHS);
    expect(RULE_IN_FORCE).toEqual({ kind: 'earlier-of', days: 61, months: 2 });
  });

  it('never keeps longer than either promise, and ends on one of the two', () => {
    fc.assert(
      fc.property(instant, at => {
        const found = dueOn(at, EARLIER_OF_61_DAYS_AND_2_MONTHS);
        const promised = [addDays(helsinkiDay(at), 61), addMonths(helsinkiDay(at), 2)];
        expect(promised).toContain(found);
        expect(promised.every(day => found <= day)).toBe(true);
      }),
    );
  });
});

describe('the two promises of the notice over the call dates of 2025 to 2028', () => {
  const months = callDates.map(day => addMonths(day, 2));
  const count = (holds: (twoMonths: string, days61: string) => boolean) =>
    callDates.filter((day, n) => holds(months[n] ?? '', dueOn(noonOf(day), SIXTY_ONE_DAYS))).length;

  it('agree on 984 dates, two months are longer on 233 and shorter on 244', () => {
    expect(count((twoMonths, days61) => twoMonths === days61)).toBe(984);
    expect(count((twoMonths, days61) => twoMonths > days61)).toBe(233);
    expect(count((twoMonths, days61) => twoMonths < days61)).toBe(244);
  });

  it('lead to the two months exactly on the 244 dates on which they are shorter', () => {
    const byMonths = callDates.filter(day => dueOn(noonOf(day), RULE_IN_FORCE) !== dueOn(noonOf(day), SIXTY_ONE_DAYS));
    expect(byMonths).toHaveLength(244);
    expect(byMonths.map(day => dueOn(noonOf(day), RULE_IN_FORCE))).toEqual(byMonths.map(day => addMonths(day, 2)));
  });
});

describe('by what a rule ends', () => {
  it('is the two months where 62 days stand beside them, on every call date', () => {
    const rule = { kind: 'earlier-of', days: 62, months: 2 } as const;
    expect(endsBy(rule)).toBe('months');
    expect(callDates.map(day => dueOn(noonOf(day), rule))).toEqual(callDates.map(day => addMonths(day, 2)));
  });

  it('is the days of a rule of days, and of one that always ends before its months', () => {
    expect([endsBy(SIXTY_ONE_DAYS), endsBy({ kind: 'earlier-of', days: 30, months: 2 })]).toEqual(['days', 'days']);
  });

  it('is the days also where two months of February are no longer', () => {
    const [asLong, longer] = [56, 57].map(days => endsBy({ kind: 'earlier-of', days, months: 2 }));
    expect([asLong, longer]).toEqual(['days', 'either']);
  });

  it('depends on the day for what the notice promises', () => {
    expect(endsBy(RULE_IN_FORCE)).toBe('either');
  });
});

describe('isOver', () => {
  it.each([
    ['2026-08-31', '2026-08-31T20:59:59.999Z', false],
    ['2026-08-31', '2026-08-31T21:00:00.000Z', true],
    ['2026-12-01', '2026-12-01T21:59:59.999Z', false],
    ['2026-12-01', '2026-12-01T22:00:00.000Z', true],
    ['2026-03-29', '2026-03-29T20:59:59.999Z', false],
    ['2026-03-29', '2026-03-29T21:00:00.000Z', true],
    ['2026-10-25', '2026-10-25T21:59:59.999Z', false],
    ['2026-10-25', '2026-10-25T22:00:00.000Z', true],
    ['2026-08-31', '2026-07-01T09:00:00.000Z', false],
    ['2026-08-31', '2027-01-01T00:00:00.000Z', true],
  ])('says of the last day %s at %s: %s', (lastDay, now, expected) => {
    expect(isOver(parseDay(lastDay), new Date(now))).toBe(expected);
  });

  it('begins with the first instant after the last day', () => {
    fc.assert(
      fc.property(instant, at => {
        const lastDay = helsinkiDay(at);
        const end = startOfDay(addDays(lastDay, 1));
        expect(isOver(lastDay, new Date(end.getTime() - 1))).toBe(false);
        expect(isOver(lastDay, end)).toBe(true);
      }),
    );
  });
});

describe('latest', () => {
  it('is the one after which no other comes', () => {
    const days = ['2026-12-01', '2027-03-02', '2026-08-31'].map(parseDay);
    expect(latest(days)).toBe('2027-03-02');
    expect(latest(days.slice(0, 1))).toBe('2026-12-01');
  });

  it('refuses to choose from nothing', () => {
    expect(() => latest([])).toThrow(TypeError);
  });
});
