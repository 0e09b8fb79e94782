import { describe, expect, it } from '@jest/globals';
import { walSegments } from './wal-segments.js';

const BYTES = 16 * 1024 * 1024;

describe('the WAL segments of a backup', () => {
  it('are all of them from the first to the last', () => {
    expect(walSegments('000000010000000000000002', '000000010000000000000004', BYTES)).toEqual([
      '000000010000000000000002',
      '000000010000000000000003',
      '000000010000000000000004',
    ]);
    expect(walSegments('00000001000000000000000A', '00000001000000000000000A', BYTES)).toHaveLength(1);
  });

  it('go on after the last of a log file with the first of the next', () => {
    expect(walSegments('0000000100000000000000FF', '000000010000000100000000', BYTES)).toEqual([
      '0000000100000000000000FF',
      '000000010000000100000000',
    ]);
  });

  it('are of one timeline and in order', () => {
    expect(() => walSegments('000000010000000000000002', '000000020000000000000003', BYTES)).toThrow(RangeError);
    expect(() => walSegments('000000010000000000000003', '000000010000000000000002', BYTES)).toThrow(RangeError);
    expect(() => walSegments('00000001000000000000000', '000000010000000000000002', BYTES)).toThrow(RangeError);
  });
});
