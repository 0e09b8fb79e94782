import { describe, expect, it } from '@jest/globals';
import { ANNA, MAIJA, TODAY } from '../testing/person.js';
import { lateRow, type ReviewRow } from './late-reviews-report.js';

const row: ReviewRow = {
  ...{ id: ANNA, kind: 'duties', staff_id: MAIJA, display_name: 'Maija Malli', reviewer_name: null },
  ...{ opened_at: new Date('2026-11-01T07:00:00Z'), last_on: '2026-11-09', closed_at: null, outcome: null },
};

describe('a late review', () => {
  it('is as late as the days since its last one, while it is open', () => {
    expect(lateRow(row, TODAY)).toEqual({
      ...{ reviewId: ANNA, kind: 'duties', staffId: MAIJA, displayName: 'Maija Malli', reviewerName: null },
      ...{ openedAt: '2026-11-01T07:00:00.000Z', lastOn: '2026-11-09', closedAt: null, outcome: null, daysLate: 15 },
    });
  });

  it('is as late as it was on the day in Helsinki on which it was closed', () => {
    const closed = { ...row, outcome: 'decided', reviewer_name: 'Eero Malli' } as const;
    const at = (text: string) => lateRow({ ...closed, closed_at: new Date(text) }, TODAY);
    expect(at('2026-11-12T21:59:59Z')).toMatchObject({
      ...{ closedAt: '2026-11-12T21:59:59.000Z', outcome: 'decided', reviewerName: 'Eero Malli', daysLate: 3 },
    });
    expect(at('2026-11-12T22:00:00Z').daysLate).toBe(4);
  });
});
