import { describe, expect, it } from '@jest/globals';
import { byMonth, shareOf } from './shares.js';

const SHARES = [
  {
    ...{ purpose: 'complaint', playbacks: 3, people: 1 },
    months: [
      { month: '2026-10', playbacks: 1 },
      { month: '2026-11', playbacks: 2 },
    ],
  },
  { purpose: 'internal-training', playbacks: 1, people: 1, months: [{ month: '2026-09', playbacks: 1 }] },
];

describe('the shares of purposes', () => {
  it('are parts of everything that was played', () => {
    expect(SHARES.map(share => shareOf(share, SHARES))).toEqual([0.75, 0.25]);
  });

  it('are told month by month, in the order of time', () => {
    expect(byMonth(SHARES).map(({ month, all }) => [month, all])).toEqual([
      ['2026-09', 1],
      ['2026-10', 1],
      ['2026-11', 2],
    ]);
    expect(byMonth(SHARES)[0]?.playbacks.get('complaint')).toBeUndefined();
  });
});
