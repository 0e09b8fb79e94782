import { describe, expect, it } from '@jest/globals';
import { daysOf, hoursOf } from './days.js';

describe('the days of a period', () => {
  it('are all of them, both ends included', () => {
    expect(daysOf('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysOf('2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
  });
});

describe('the hours of a period', () => {
  it('begin and end with the days of Helsinki', () => {
    const hours = hoursOf('2026-11-26', '2026-11-26');
    expect(hours).toHaveLength(24);
    expect(hours[0]).toBe('2026-11-25T22:00:00.000Z');
    expect(hours.at(-1)).toBe('2026-11-26T21:00:00.000Z');
  });

  it('are one fewer on the day on which summer time begins, and one more on the day on which it ends', () => {
    expect(hoursOf('2026-03-29', '2026-03-29')).toHaveLength(23);
    expect(hoursOf('2026-10-25', '2026-10-25')).toHaveLength(25);
  });
});
