import { describe, expect, it } from '@jest/globals';
import { countQuery, eventCounts, purposeShares, shareQuery } from './counts.schemas.js';

const DAYS = { fromOn: '2026-11-01', toOn: '2026-11-30' };
const AT = '2026-11-24T07:00:00.000Z';

describe('what is counted', () => {
  it('is the events of days, by the filters of events', () => {
    expect(countQuery.parse({ ...DAYS, purpose: 'complaint' })).toEqual({ ...DAYS, purpose: 'complaint' });
    expect(shareQuery.parse(DAYS)).toEqual(DAYS);
  });

  it.each([
    ['from', AT],
    ['to', AT],
    ['limit', '10'],
  ])('has days in place of %s', (name, value) => {
    expect(countQuery.safeParse({ ...DAYS, [name]: value }).success).toBe(false);
    expect(shareQuery.safeParse({ ...DAYS, [name]: value }).success).toBe(false);
  });

  it('is days in order', () => {
    for (const query of [countQuery, shareQuery]) {
      const read = query.safeParse({ fromOn: '2026-11-30', toOn: '2026-11-01' });
      expect(read.error?.issues).toMatchObject([{ path: ['toOn'] }]);
    }
  });
});

describe('counts in an answer', () => {
  it.each(['hour', 'day'])('are by %s', by => {
    const counts = { by, items: [{ at: AT, events: 3, notDone: 1 }] };
    expect(eventCounts.parse(counts)).toEqual(counts);
  });

  it('are whole numbers, each under its name', () => {
    expect(eventCounts.safeParse({ by: 'week', items: [] }).success).toBe(false);
    expect(eventCounts.safeParse({ by: 'day' }).success).toBe(false);
    for (const wrong of [
      { at: AT, events: 3 },
      { at: AT, events: 0.5, notDone: 0 },
    ]) {
      expect(eventCounts.safeParse({ by: 'day', items: [wrong] }).success).toBe(false);
    }
  });

  it('are, of purposes, also by people and months', () => {
    const months = [{ month: '2026-11', playbacks: 3 }];
    const shares = { items: [{ purpose: 'complaint', playbacks: 3, people: 2, months }] };
    expect(purposeShares.parse(shares)).toEqual(shares);
    expect(purposeShares.safeParse({}).success).toBe(false);
    expect(purposeShares.safeParse({ items: [{ ...shares.items[0], months: [{}] }] }).success).toBe(false);
    expect(purposeShares.safeParse({ items: [{ ...shares.items[0], staffIds: [] }] }).success).toBe(false);
    expect(purposeShares.safeParse({ items: [{ purpose: 'complaint' }] }).success).toBe(false);
  });
});
