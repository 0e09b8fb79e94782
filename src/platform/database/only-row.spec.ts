import { describe, expect, it } from '@jest/globals';
import { onlyRow } from './only-row.js';

describe('the row of a statement that always has one', () => {
  it('is the one that is there', () => {
    expect(onlyRow([{ system: '7' }], 'nothing')).toEqual({ system: '7' });
  });

  it('is missed aloud where there is none', () => {
    expect(() => onlyRow([], "couldn't tell the time")).toThrow(new Error("couldn't tell the time"));
  });
});
