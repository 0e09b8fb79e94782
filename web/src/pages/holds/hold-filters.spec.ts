import { describe, expect, it } from '@jest/globals';
import { holdFiltersOf, withFilter } from './hold-filters.js';

describe('the filters of the list of holds', () => {
  it('are read from the address', () => {
    const address = new URLSearchParams('state=active&kind=complaint&overdue=true');
    expect(holdFiltersOf(address)).toEqual({ state: 'active', kind: 'complaint', overdue: 'true' });
  });

  it('leave out what is no filter', () => {
    expect(holdFiltersOf(new URLSearchParams('state=gone&kind=toys&overdue=no&limit=1'))).toEqual({});
  });

  it('are set and taken away one by one', () => {
    expect(withFilter({ state: 'active' }, 'kind', 'training')).toEqual({ state: 'active', kind: 'training' });
    expect(withFilter({ state: 'active', overdue: 'true' }, 'state', '')).toEqual({ overdue: 'true' });
  });
});
