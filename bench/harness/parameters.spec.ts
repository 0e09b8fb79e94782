import { describe, expect, it } from '@jest/globals';
import { readParameters } from './parameters.js';

describe('what the bench is asked for', () => {
  it('is every row, or those that are named', () => {
    expect(readParameters(['all'])).toMatchObject({ all: true, names: [], anew: false, grown: 10_000_000 });
    expect(readParameters(['hold-one', 'reclaim'])).toMatchObject({ all: false, names: ['hold-one', 'reclaim'] });
  });

  it('can be a trial with fewer recordings', () => {
    expect(readParameters(['all', '--recordings', '100000']).grown).toBe(100_000);
  });

  it.each([
    [['all', 'hold-one'], /either all rows/],
    [['all', '--keep'], /named rows/],
    [['hold-one', '--keep', '--recordings', '100000'], /usual size/],
    [['hold-one', '--anew'], /for all rows/],
    [['all', '--recordings', 'many'], /above/],
    [['all', '--recordings', '10000'], /above/],
    [['all', '--recordings', '1000000'], /no other row/],
    [['--unknown'], /unknown/i],
  ])('is refused with a sentence: %j', (args, sentence) => {
    expect(() => readParameters(args)).toThrow(sentence);
  });
});
