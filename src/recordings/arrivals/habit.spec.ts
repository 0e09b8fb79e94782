import { describe, expect, it } from '@jest/globals';
import { silentHours, USUAL_WEEKS, type HabitHour } from './habit.js';

const WEEKDAYS = [1, 2, 3, 4, 5];

/** A desk that takes calls from eight to four on weekdays. */
const OFFICE: readonly HabitHour[] = WEEKDAYS.flatMap(weekday =>
  [8, 9, 10, 11, 12, 13, 14, 15].map(hour => ({ weekday, hour, weeks: 8 })),
);
/** One that takes calls at night as well. */
const ALWAYS: readonly HabitHour[] = [...WEEKDAYS, 6, 7].flatMap(weekday =>
  Array.from({ length: 24 }, (_, hour) => ({ weekday, hour, weeks: 8 })),
);

const silent = (habit: readonly HabitHour[], last: string, now: string) =>
  silentHours(habit, new Date(last), new Date(now));

describe('the silence of a source', () => {
  it('counts whole usual hours alone: the one of the last arrival and the one that goes on are none', () => {
    expect(silent(OFFICE, '2026-11-24T08:10+02:00', '2026-11-24T09:59+02:00')).toBe(0);
    expect(silent(OFFICE, '2026-11-24T08:10+02:00', '2026-11-24T10:00+02:00')).toBe(1);
    expect(silent(OFFICE, '2026-11-24T08:10+02:00', '2026-11-24T11:00+02:00')).toBe(2);
  });

  it('does not count nights and weekends of a desk that is closed then', () => {
    expect(silent(OFFICE, '2026-11-20T15:30+02:00', '2026-11-23T08:59+02:00')).toBe(0);
    expect(silent(OFFICE, '2026-11-20T15:30+02:00', '2026-11-23T10:00+02:00')).toBe(2);
  });

  it('takes an hour for usual from six weeks of eight on', () => {
    const habitOf = (weeks: number) => OFFICE.map(hour => ({ ...hour, weeks }));
    const [last, now] = ['2026-11-24T08:10+02:00', '2026-11-24T12:00+02:00'] as const;
    expect(silent(habitOf(USUAL_WEEKS), last, now)).toBe(3);
    expect(silent(habitOf(USUAL_WEEKS - 1), last, now)).toBe(0);
    expect(silent([], last, now)).toBe(0);
  });

  it('says nothing on public holidays and their eves: Good Friday to Easter Monday, Christmas Eve, Midsummer Eve', () => {
    expect(silent(OFFICE, '2026-04-02T15:30+03:00', '2026-04-06T23:00+03:00')).toBe(0);
    expect(silent(OFFICE, '2026-04-02T15:30+03:00', '2026-04-07T10:00+03:00')).toBe(2);
    expect(silent(OFFICE, '2026-12-23T15:30+02:00', '2026-12-27T23:00+02:00')).toBe(0);
    expect(silent(OFFICE, '2026-06-18T15:30+03:00', '2026-06-21T23:00+03:00')).toBe(0);
  });

  it('has 23 hours on the day on which summer time begins, and 24 on the one on which it ends', () => {
    expect(silent(ALWAYS, '2026-03-28T23:30+02:00', '2026-03-30T00:00+03:00')).toBe(23);
    expect(silent(ALWAYS, '2026-10-24T23:30+03:00', '2026-10-26T00:00+02:00')).toBe(24);
  });

  it('does not take the second of two hours of one name for silent when a call came in the first', () => {
    expect(silent(ALWAYS, '2026-10-25T03:30+03:00', '2026-10-25T04:00+02:00')).toBe(0);
    expect(silent(ALWAYS, '2026-10-25T03:30+03:00', '2026-10-25T05:00+02:00')).toBe(1);
  });

  it('goes by the hour that clocks show: a desk that opens at eight opens at eight before and after a change of clocks', () => {
    expect(silent(OFFICE, '2026-03-27T15:30+02:00', '2026-03-30T10:00+03:00')).toBe(2);
    expect(silent(OFFICE, '2026-10-23T15:30+03:00', '2026-10-26T10:00+02:00')).toBe(2);
    expect(silent(OFFICE, '2026-10-23T15:30+03:00', '2026-10-26T08:00+02:00')).toBe(0);
  });

  it('is none before the last arrival, whatever the clock does', () => {
    expect(silent(ALWAYS, '2026-11-24T12:00+02:00', '2026-11-24T08:00+02:00')).toBe(0);
  });
});
