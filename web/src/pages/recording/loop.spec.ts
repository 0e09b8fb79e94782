import { describe, expect, it } from '@jest/globals';
import { between, endedAt, jumpOf, startedAt } from './loop.js';

describe('a loop', () => {
  it('is set by its start and its end, in this order or the other', () => {
    expect(endedAt(startedAt(null, 2_000), 5_000)).toEqual({ fromMs: 2_000, toMs: 5_000 });
    expect(startedAt(endedAt(null, 5_000), 2_000)).toEqual({ fromMs: 2_000, toMs: 5_000 });
    expect(endedAt(startedAt(null, 5_000), 2_000)).toEqual({ fromMs: 2_000, toMs: 5_000 });
  });

  it('loses an end that lies before a new start', () => {
    expect(startedAt({ fromMs: 1_000, toMs: 2_000 }, 4_000)).toEqual({ fromMs: 4_000, toMs: null });
  });

  it('is never too short to be heard', () => {
    expect(between(1_000, 1_010)).toEqual({ fromMs: 1_000, toMs: 1_300 });
  });

  it('goes back to its start when its end is reached by playing', () => {
    const loop = { fromMs: 2_000, toMs: 5_000 };
    expect([jumpOf(loop, 4_990, 5_010), jumpOf(loop, 3_000, 3_250)]).toEqual([2_000, null]);
  });

  it('lets whoever has moved behind it play on, and holds nobody while it has no end', () => {
    expect(jumpOf({ fromMs: 2_000, toMs: 5_000 }, 8_000, 8_250)).toBeNull();
    expect(jumpOf({ fromMs: 2_000, toMs: null }, 8_000, 8_250)).toBeNull();
    expect(jumpOf(null, 0, 250)).toBeNull();
  });
});
