import { describe, expect, it } from '@jest/globals';
import { addDays, date, dateTime, day, dayOf, daysBetween, isDay, month, startOfDay, time } from './helsinki.js';

const INSTANT = '2026-08-03T06:05:09Z';

describe('an instant on the screen', () => {
  it('is shown in Helsinki time in the way of each language', () => {
    expect(dateTime(INSTANT, 'fi')).toBe('3.8.2026 klo 9.05');
    expect(dateTime(INSTANT, 'sv')).toBe('3.8.2026 kl. 9.05');
    expect(dateTime(INSTANT, 'en')).toBe('3 Aug 2026, 09:05');
  });

  it('has seconds where they are asked for', () => {
    expect(time(INSTANT, 'fi', true)).toBe('9.05.09');
  });

  it('belongs to the day that has begun in Helsinki', () => {
    expect(date('2026-09-30T21:30:00Z', 'fi')).toBe('1.10.2026');
    expect(dayOf(new Date('2026-09-30T21:30:00Z'))).toBe('2026-10-01');
  });
});

describe('a month', () => {
  it('is named in the way of each language', () => {
    expect(month('2026-11', 'fi')).toBe('marraskuu 2026');
    expect(month('2026-11', 'sv')).toBe('november 2026');
    expect(month('2026-11', 'en')).toBe('November 2026');
  });
});

describe('a calendar day', () => {
  it('is shown as it is, whatever the zone of the browser', () => {
    expect(day('2026-12-31', 'fi')).toBe('31.12.2026');
  });

  it('begins at midnight in Helsinki, in winter and in summer', () => {
    expect(startOfDay('2026-01-15')).toBe('2026-01-14T22:00:00.000Z');
    expect(startOfDay('2026-07-15')).toBe('2026-07-14T21:00:00.000Z');
  });

  it('begins at midnight on the days on which the clocks change', () => {
    expect(startOfDay('2026-03-29')).toBe('2026-03-28T22:00:00.000Z');
    expect(startOfDay('2026-03-30')).toBe('2026-03-29T21:00:00.000Z');
    expect(startOfDay('2026-10-25')).toBe('2026-10-24T21:00:00.000Z');
    expect(startOfDay('2026-10-26')).toBe('2026-10-25T22:00:00.000Z');
  });

  it('is counted from another without regard to the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it.each(['2026-02-30', '2026-13-01', '3.8.2026', '2026-8-3', ''])('is not %j', text => {
    expect(isDay(text)).toBe(false);
  });
});
