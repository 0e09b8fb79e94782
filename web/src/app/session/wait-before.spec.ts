import { describe, expect, it } from '@jest/globals';
import { waitBeforeMs } from './wait-before.js';

describe('the wait before coming back', () => {
  it('grows twofold and ends at a minute', () => {
    expect([0, 1, 2, 5, 6, 1000].map(failures => waitBeforeMs(failures, 1))).toEqual([
      1000, 2000, 4000, 32_000, 60_000, 60_000,
    ]);
  });

  it('is spread over its upper half', () => {
    expect([0, 1].map(spread => waitBeforeMs(0, spread))).toEqual([500, 1000]);
  });
});
