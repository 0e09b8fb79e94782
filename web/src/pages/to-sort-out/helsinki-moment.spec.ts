import { describe, expect, it } from '@jest/globals';
import { helsinkiMoment, typedTime } from './helsinki-moment.js';

describe('a moment in Helsinki', () => {
  it.each([
    ['2026-11-24', '9.05', '2026-11-24T07:05:00.000Z'],
    ['2026-07-01', '9:05', '2026-07-01T06:05:00.000Z'],
    ['2026-10-25', '12.00', '2026-10-25T10:00:00.000Z'],
    ['2026-03-29', '12.00', '2026-03-29T09:00:00.000Z'],
  ])('of %s at %s is %s', (day, text, instant) => {
    expect(helsinkiMoment(day, text)).toBe(instant);
  });

  it.each([
    ['2026-11-24', '24.00'],
    ['2026-11-24', 'yhdeksän'],
    ['2026-13-01', '9.00'],
    ['2026-03-29', '3.30'],
  ])('is none for %s at %s', (day, text) => {
    expect(helsinkiMoment(day, text)).toBeNull();
  });

  it('is typed with a point or a colon', () => {
    expect([typedTime('09.05'), typedTime('9:05'), typedTime('9')]).toEqual([545, 545, null]);
  });
});
