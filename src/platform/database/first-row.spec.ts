import { describe, expect, it } from '@jest/globals';
import { firstRow } from './first-row.js';

describe('the first row of a statement that always gives one', () => {
  it('is the one that comes first', () => {
    expect(firstRow([{ count: 0 }])).toEqual({ count: 0 });
    expect(firstRow([{ count: 2 }, { count: 1 }])).toEqual({ count: 2 });
  });

  it('is an error where there is none', () => {
    expect(() => firstRow([])).toThrow('a statement that always gives a row has given none');
    expect(() => firstRow([], "couldn't tell the time")).toThrow(new Error("couldn't tell the time"));
  });
});
