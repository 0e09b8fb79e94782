import { describe, expect, it } from '@jest/globals';
import { AT_ONCE, batches, isPruned } from './copy-log.js';

describe('what is copied together', () => {
  it.each([
    [0, []],
    [1, [1]],
    [16, [16]],
    [17, [16, 1]],
    [32, [16, 16]],
  ])('is, of %d files, in lists of %j', (count, sizes) => {
    const items = Array.from({ length: count }, (_, place) => place);
    const lists = [...batches(items, AT_ONCE)];
    expect(lists.map(({ length }) => length)).toEqual(sizes);
    expect(lists.flat()).toEqual(items);
  });
});

describe('a file of the copy', () => {
  it.each([
    ['entries', 0, 0, false],
    ['entries', 0, 256, true],
    ['entries', 1, 256, false],
    ['entries', 1, 512, true],
    [0, 0, 256, false],
    [1, 0, 65_536, false],
  ] as const)('at %s/%d is, of a log that was pruned to leaf %d, gone: %s', (level, index, prunedTo, gone) => {
    expect(isPruned({ level, index, width: 256 }, prunedTo)).toBe(gone);
  });
});
