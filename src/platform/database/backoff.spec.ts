import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('the wait before another attempt', () => {
  it('grows twofold and ends at five seconds', () => {
    expect([0, 1, 2, 5, 6, 1000].map(failures => backoffMs(failures, 1))).toEqual([100, 200, 400, 3200, 5000, 5000]);
  });

  it('is spread over its upper half', () => {
    expect([0, 0.5, 1].map(spread => backoffMs(6, spread))).toEqual([2500, 3750, 5000]);
  });
});
