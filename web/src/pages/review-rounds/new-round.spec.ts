import { describe, expect, it } from '@jest/globals';
import { draftFor, faultsOf, newRoundOf } from './new-round.js';

const TODAY = '2026-08-31';
const usual = draftFor(TODAY);

describe('a new review round', () => {
  it('is over the thirty days before today, unless others are chosen', () => {
    expect(faultsOf(usual, TODAY)).toEqual({});
    expect(newRoundOf(usual)).toEqual({ fromOn: '2026-08-01', toOn: '2026-08-30', sampleSize: 20 });
  });

  it('looks back: its last day may be today, not tomorrow', () => {
    expect(faultsOf({ ...usual, toOn: TODAY }, TODAY)).toEqual({});
    expect(faultsOf({ ...usual, toOn: '2026-09-01' }, TODAY)).toEqual({ toOn: 'ahead' });
    expect(faultsOf({ ...usual, fromOn: TODAY }, TODAY)).toEqual({ toOn: 'not-in-order' });
  });

  it('samples from one to two thousand events', () => {
    for (const size of ['1', ' 2000 ']) expect(faultsOf({ ...usual, sampleSize: size }, TODAY)).toEqual({});
    for (const size of ['', '0', '2001', '1.5', '-1', 'many']) {
      expect(faultsOf({ ...usual, sampleSize: size }, TODAY)).toEqual({ sampleSize: 'sample-size' });
    }
  });
});
