import { describe, expect, it } from '@jest/globals';
import { size, span } from './measures.js';

/** Spaces that do not break lines stand between number and unit. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('an amount of bytes', () => {
  it.each([
    [0, '0 t'],
    [999, '999 t'],
    [1000, '1 kt'],
    [2_976_290, '3 Mt'],
    [2_834_000_000, '2,8 Gt'],
    [4_000_000_000_000_000, '4 000 Tt'],
  ])('%d is shown as %s', (bytes, shown) => {
    expect(plain(size(bytes, 'fi'))).toBe(shown);
  });

  it('is written in the way of each language', () => {
    expect(plain(size(2_834_000, 'sv'))).toBe('2,8 MB');
    expect(plain(size(2_834_000, 'en'))).toBe('2.8 MB');
  });
});

describe('a span of time', () => {
  it.each([
    [216_000_000, '2,5 päivää'],
    [-172_800_000, '2 päivää'],
    [3_600_000, '1 tunti'],
    [720_000, '12 minuuttia'],
    [20, '0 sekuntia'],
  ])('of %d ms is shown as %s', (ms, shown) => {
    expect(plain(span(ms, 'fi'))).toBe(shown);
  });
});
