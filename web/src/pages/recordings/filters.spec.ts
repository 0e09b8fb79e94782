import { describe, expect, it } from '@jest/globals';
import { bodyFilters, filtersOf, NO_FILTERS, setFilters } from './filters.js';

const filtersIn = (address: string) => filtersOf(new URLSearchParams(address));

describe('the filters of an address', () => {
  it('are read with what is not set left empty', () => {
    expect(filtersIn('queue=user-support&from=2026-08-03')).toEqual({
      ...NO_FILTERS,
      queue: 'user-support',
      from: '2026-08-03',
    });
  });

  it('leave out days that do not exist and holds that are not asked for', () => {
    expect(filtersIn('from=2026-02-30&hold=false')).toEqual(NO_FILTERS);
  });

  it('never take anything personal', () => {
    expect(filtersIn('phone=%2B358401234567&name=Testi')).toEqual(NO_FILTERS);
  });

  it('are written back without the empty ones', () => {
    expect(setFilters(filtersIn('ticket=INC-1&unit='))).toEqual({ ticket: 'INC-1' });
  });

  it('say a hold as a boolean in a body', () => {
    expect(bodyFilters(filtersIn('hold=true&queue=a'))).toEqual({ hold: true, queue: 'a' });
  });
});
