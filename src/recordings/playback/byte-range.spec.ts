import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byteRange } from './byte-range.js';

describe('byteRange', () => {
  it('is null without a header: the whole is asked for', () => {
    expect(byteRange(undefined, 100)).toBeNull();
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=10-', 10, 99],
    ['bytes=99-', 99, 99],
    ['bytes=50-1000', 50, 99],
    ['bytes=-1', 99, 99],
    ['bytes=-100', 0, 99],
    ['bytes=-1000', 0, 99],
  ])('reads %s of 100 bytes', (header, first, last) => {
    expect(byteRange(header, 100)).toEqual({ first, last });
  });

  it.each([
    'bytes=100-',
    'bytes=5-4',
    'bytes=-0',
    'bytes=-',
    'bytes=',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=a-b',
    'bytes=1.5-2',
    'bytes= 0-1',
    '',
  ])('refuses %j', header => {
    expect(() => byteRange(header, 100)).toThrow(expect.objectContaining({ code: 'range-not-satisfiable' }));
  });

  it('never reaches outside the recording, whatever the header', () => {
    const header = fc.oneof(
      fc.string(),
      fc.tuple(fc.nat(), fc.nat()).map(([from, to]) => `bytes=${from}-${to}`),
      fc.nat().map(from => `bytes=${from}-`),
    );
    fc.assert(
      fc.property(header, fc.integer({ min: 1, max: 10_000 }), (text, sizeBytes) => {
        try {
          const range = byteRange(text, sizeBytes);
          expect(range).not.toBeNull();
          if (range) expect(0 <= range.first && range.first <= range.last && range.last < sizeBytes).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'range-not-satisfiable' });
        }
      }),
    );
  });
});
