import { describe, expect, it } from '@jest/globals';
import { lastDayOf, referenceOf, weeksBefore } from './weeks.js';

describe('the weeks to draw from', () => {
  it('are those that are over, newest first, on Monday as on Sunday', () => {
    expect(weeksBefore('2026-11-23').slice(0, 2)).toEqual(['2026-11-16', '2026-11-09']);
    expect(weeksBefore('2026-11-29').slice(0, 2)).toEqual(['2026-11-16', '2026-11-09']);
    expect(weeksBefore('2026-11-30')[0]).toBe('2026-11-23');
  });

  it('end on Sunday, and name the listenings for them', () => {
    expect([lastDayOf('2026-12-28'), referenceOf('2026-12-28')]).toEqual(['2027-01-03', 'OTOS-2026-12-28']);
  });
});
