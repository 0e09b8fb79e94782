import { describe, expect, it } from '@jest/globals';
import { countedBy } from './counted-by.js';

describe('the events of a period', () => {
  it.each([
    ['2026-11-24', '2026-11-24', 'hour'],
    ['2026-11-24', '2026-11-26', 'hour'],
    ['2026-11-24', '2026-11-27', 'day'],
    ['2026-01-01', '2026-12-31', 'day'],
  ])('from %s to %s are counted by the %s', (fromOn, toOn, by) => {
    expect(countedBy({ fromOn, toOn })).toBe(by);
  });
});
