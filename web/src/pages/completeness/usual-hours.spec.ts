import { describe, expect, it } from '@jest/globals';
import { dayNamed, spansOf } from './usual-hours.js';

const hours = (weekday: number, ...of: number[]) => of.map(hour => ({ weekday, hour }));

describe('usual hours', () => {
  it('are spans by weekday, a break between two of them', () => {
    expect(spansOf([...hours(1, 8, 9, 10, 12), ...hours(2, 8), ...hours(7, 23)])).toEqual([
      { weekday: 1, from: 8, through: 11 },
      { weekday: 1, from: 12, through: 13 },
      { weekday: 2, from: 8, through: 9 },
      { weekday: 7, from: 23, through: 24 },
    ]);
    expect(spansOf([])).toEqual([]);
  });

  it('are named by days of their weekday', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(weekday => new Date(dayNamed(weekday)).getUTCDay())).toEqual([
      1, 2, 3, 4, 5, 6, 0,
    ]);
  });
});
