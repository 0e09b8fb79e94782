import { describe, expect, it } from '@jest/globals';
import { monthsUntil } from './months.js';

describe('the months until today', () => {
  it('begin with the one that runs and go back over the year', () => {
    expect(monthsUntil('2027-02-28', 4)).toEqual(['2027-02', '2027-01', '2026-12', '2026-11']);
  });

  it('are the same on the last day of a long month', () => {
    expect(monthsUntil('2026-03-31', 2)).toEqual(['2026-03', '2026-02']);
  });
});
