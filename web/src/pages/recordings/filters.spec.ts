import { describe, expect, it } from '@jest/globals';
import { addressOf, bodyFilters, filtersOf, keptFilters, NO_FILTERS, queryFilters, setFilters } from './filters.js';

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
    expect(bodyFilters(filtersIn('hold=true&queue=a'), '2026-11-24')).toEqual({ hold: true, queue: 'a' });
  });

  it('count days back from today, which is one of them', () => {
    expect(queryFilters(filtersIn('days=7'), '2026-11-24')).toEqual({ from: '2026-11-18' });
    expect(queryFilters(filtersIn('days=1'), '2026-11-24')).toEqual({ from: '2026-11-24' });
  });

  it('go by days back where both are given, and know no other spans than those that can be chosen', () => {
    expect(setFilters(filtersIn('days=7&from=2026-08-03&to=2026-08-04'))).toEqual({ days: '7' });
    expect(filtersIn('days=7000')).toEqual(NO_FILTERS);
  });

  it('are the same again after they were kept', () => {
    const filters = filtersIn('days=7&queue=a b&hold=true');
    expect(filtersOf(new URL(addressOf(keptFilters(filters)), 'http://localhost').searchParams)).toEqual(filters);
  });
});
