import { describe, expect, it } from '@jest/globals';
import { askedIn, faultOf, queryOf } from './study-address.js';

const TODAY = '2026-11-24';
const asked = (address: string) => askedIn(new URLSearchParams(address), TODAY);

describe('what is studied', () => {
  it('is the last four weeks by the day, without today, unless the address says otherwise', () => {
    expect(asked('')).toEqual({ from: '2026-10-27', through: '2026-11-23', group: 'day', queue: '', unit: '' });
  });

  it('stands in the address', () => {
    const study = asked('from=2026-01-01&through=2026-06-30&group=unit&queue=on-call');
    expect(study).toEqual({
      ...{ from: '2026-01-01', through: '2026-06-30', group: 'unit', queue: 'on-call', unit: '' },
    });
    expect(asked(new URLSearchParams(queryOf(study)).toString())).toEqual(study);
  });

  it('is the usual where the address names days that are none, or groups that nobody knows', () => {
    expect(asked('from=2026-02-30&through=2026-06-30&group=agent')).toEqual(asked(''));
    expect(asked('from=2026-11-01&through=2026-11-24')).toEqual(asked(''));
  });
});

describe('days that cannot be studied', () => {
  it.each([
    ['2026-11-2', '2026-11-20', 'not-a-day'],
    ['2026-11-21', '2026-11-20', 'not-in-order'],
    ['2023-11-20', '2026-11-20', 'too-long'],
    ['2026-11-20', TODAY, 'not-over'],
    ['2026-11-20', '2026-11-20', null],
  ])('from %s through %s: %s', (from, through, fault) => {
    expect(faultOf({ from, through }, TODAY)).toBe(fault);
  });
});
