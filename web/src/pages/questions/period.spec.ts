import { describe, expect, it } from '@jest/globals';
import { addressOf, faultOf, periodOf } from './period.js';

const TODAY = '2026-08-31';

describe('the period of a question', () => {
  it('is what the address names', () => {
    const period = { fromOn: '2026-08-01', toOn: '2026-08-03' };
    expect(periodOf(new URLSearchParams(addressOf(period)), TODAY)).toEqual(period);
  });

  it('is the last thirty days where the address names none, or none that can be', () => {
    const usual = { fromOn: '2026-08-02', toOn: TODAY };
    expect(periodOf(new URLSearchParams(), TODAY)).toEqual(usual);
    expect(periodOf(new URLSearchParams('from=2026-08-09&to=2026-08-03'), TODAY)).toEqual(usual);
    expect(periodOf(new URLSearchParams('from=yesterday&to=2026-08-03'), TODAY)).toEqual(usual);
  });

  it('may be one day or a leap year, but not longer and not backwards', () => {
    expect(faultOf({ fromOn: TODAY, toOn: TODAY })).toBeNull();
    expect(faultOf({ fromOn: '2024-01-01', toOn: '2024-12-31' })).toBeNull();
    expect(faultOf({ fromOn: '2024-01-01', toOn: '2025-01-01' })).toBe('too-long');
    expect(faultOf({ fromOn: TODAY, toOn: '2026-08-30' })).toBe('not-in-order');
    expect(faultOf({ fromOn: TODAY, toOn: '31.8.' })).toBe('not-a-day');
  });
});
