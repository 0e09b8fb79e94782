import { describe, expect, it } from '@jest/globals';
import { calendarMonths } from './calendar-weeks.js';

describe('the months of a calendar', () => {
  it('are those from the first day to the last, over the end of a year', () => {
    expect(calendarMonths('2026-11-27', '2027-01-27').map(({ month }) => month)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
  });

  it('have weeks from Monday to Sunday, with the days of the month alone', () => {
    const [november] = calendarMonths('2026-11-27', '2026-11-27');
    expect(november?.weeks).toHaveLength(6);
    expect(november?.weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(november?.weeks.at(-1)).toEqual(['2026-11-30', null, null, null, null, null, null]);
    expect(november?.weeks.flat().filter(day => day !== null)).toHaveLength(30);
  });

  it('fit into four weeks where the month does', () => {
    const [february] = calendarMonths('2027-02-01', '2027-02-28');
    expect(february?.weeks).toHaveLength(4);
    expect(february?.weeks.flat()).not.toContain(null);
  });
});
