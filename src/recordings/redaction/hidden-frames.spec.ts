import { describe, expect, it } from '@jest/globals';
import { hiddenFrames } from './hidden-frames.js';
import type { Mark } from './marks.js';

const TIMELINE = { channels: 2, sampleRateHz: 8000, frames: 80_000 };

const mark = (fromMs: number, toMs: number, channel: Mark['channel'] = 'all'): Mark => ({
  ...{ channel, fromMs, toMs, reason: 'staff' },
});

describe('what is hidden', () => {
  it('is a mark and 150 ms before and after it', () => {
    expect(hiddenFrames([mark(1000, 2000, 1)], TIMELINE)).toEqual([[], [{ from: 6800, to: 17_200 }]]);
  });

  it('ends with the recording', () => {
    const [hidden] = hiddenFrames([mark(0, 10), mark(9_990, 10_000)], TIMELINE);
    expect(hidden).toEqual([
      { from: 0, to: 1280 },
      { from: 78_720, to: 80_000 },
    ]);
  });

  it('is one stretch where marks overlap or touch, whatever their order', () => {
    const [one, other] = hiddenFrames([mark(3000, 4000, 0), mark(2000, 2700, 0), mark(3100, 3200)], TIMELINE);
    expect(one).toEqual([{ from: 14_800, to: 33_200 }]);
    expect(other).toEqual([{ from: 23_600, to: 26_800 }]);
  });

  it('takes in every frame that is touched', () => {
    const [hidden] = hiddenFrames([mark(151, 152)], { channels: 1, sampleRateHz: 11_025, frames: 11_025 });
    expect(hidden).toEqual([{ from: 11, to: 3330 }]); // 11.025 to 3329.55
  });
});
