import { describe, expect, it } from '@jest/globals';
import { certificateFiltersOf, isId, whereaboutsOf } from './certificate-query.js';

const ID = '01a0da02-a2e8-7087-a99e-8927ebccd6e8';

describe('what certificates are found by', () => {
  it('is read from the address', () => {
    const address = new URLSearchParams({ id: ` ${ID} `, on: '2026-11-26', queue: 'on-call', run: ID });
    expect(certificateFiltersOf(address)).toEqual({ id: ID, on: '2026-11-26', queue: 'on-call', run: ID });
  });

  it('leaves out an id or a day that is none', () => {
    expect(certificateFiltersOf(new URLSearchParams('id=17&on=26.11.2026&run=last'))).toEqual({});
  });
});

describe('the question where a call is', () => {
  it('is about one unit where there is an id, whatever else the address says', () => {
    expect(whereaboutsOf(new URLSearchParams({ id: ID, on: '2026-11-26' }))).toEqual({ id: ID });
  });

  it('is about a day, of one queue where it is named', () => {
    expect(whereaboutsOf(new URLSearchParams('on=2026-11-26'))).toEqual({ on: '2026-11-26' });
    expect(whereaboutsOf(new URLSearchParams('on=2026-11-26&queue=on-call'))).toEqual({
      on: '2026-11-26',
      queue: 'on-call',
    });
  });

  it('is not asked without either', () => {
    expect(whereaboutsOf(new URLSearchParams('queue=on-call'))).toBeNull();
    expect(whereaboutsOf(new URLSearchParams('id=17'))).toBeNull();
  });
});

describe('an id', () => {
  it('has the form of a UUID', () => {
    expect(isId(ID)).toBe(true);
    expect(isId(`${ID}0`)).toBe(false);
    expect(isId('')).toBe(false);
  });
});
