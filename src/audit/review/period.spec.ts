import { describe, expect, it } from '@jest/globals';
import { isInOrder, NOT_IN_ORDER, periodOf } from './period.js';

describe('a period that is looked into', () => {
  it.each([
    ['2026-11-24', '2026-11-24', true],
    ['2026-11-24', '2026-11-25', true],
    ['2026-11-24', '2026-11-23', false],
    ['2026-01-01', '2026-12-31', true],
    ['2026-01-01', '2027-01-01', true],
    ['2026-01-01', '2027-01-02', false],
    ['2028-01-01', '2028-12-31', true],
    ['2028-01-01', '2029-01-01', false],
  ])('from %s to %s, both included, is in order and at most a leap year: %s', (fromOn, toOn, inOrder) => {
    expect(isInOrder({ fromOn, toOn })).toBe(inOrder);
  });

  it('is refused at its last day, in words', () => {
    expect(NOT_IN_ORDER).toEqual({
      path: ['toOn'],
      message: 'must not be before fromOn, and at most 366 days in all',
    });
  });

  it.each([
    ['2026-11-24', '2026-11-24', '2026-11-23T22:00:00.000Z', '2026-11-24T22:00:00.000Z'],
    ['2026-03-28', '2026-03-29', '2026-03-27T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ['2026-12-31', '2026-12-31', '2026-12-30T22:00:00.000Z', '2026-12-31T22:00:00.000Z'],
  ])('from %s to %s begins and ends with the days of Helsinki', (fromOn, toOn, from, until) => {
    expect(periodOf({ fromOn, toOn })).toEqual({ from: new Date(from), until: new Date(until) });
  });
});
