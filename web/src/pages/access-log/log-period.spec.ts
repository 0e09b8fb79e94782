import { describe, expect, it } from '@jest/globals';
import { drawnPeriod } from './log-period.js';

const TODAY = '2026-11-26';

describe('the period that is drawn', () => {
  it('is that of the filters', () => {
    expect(drawnPeriod({ from: '2026-11-01', to: '2026-11-03' }, TODAY)).toEqual({
      fromOn: '2026-11-01',
      toOn: '2026-11-03',
    });
  });

  it('is of the last 30 days where the filters say nothing', () => {
    expect(drawnPeriod({ from: '', to: '' }, TODAY)).toEqual({ fromOn: '2026-10-28', toOn: TODAY });
    expect(drawnPeriod({ from: '', to: '2026-11-03' }, TODAY)).toEqual({ fromOn: '2026-10-05', toOn: '2026-11-03' });
  });

  it('is the last year of a longer one', () => {
    expect(drawnPeriod({ from: '2020-01-01', to: '' }, TODAY)).toEqual({ fromOn: '2025-11-26', toOn: TODAY });
  });

  it('is none where the end lies before the beginning', () => {
    expect(drawnPeriod({ from: '2026-11-27', to: '' }, TODAY)).toBeNull();
  });
});
