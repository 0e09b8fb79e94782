import { describe, expect, it } from '@jest/globals';
import { barsOf, outlineOf, quietPercent, talkShares } from './waveform-shape.js';

describe('the drawing of a waveform', () => {
  it('has for each bar the loudest of its bins', () => {
    expect(barsOf([0, 255, 0, 0, 0, 0], 3)).toEqual([1, 0, 0]);
    expect(barsOf([64], 2).map(bar => bar.toFixed(1))).toEqual(['0.5', '0.5']);
  });

  it('shows silence as a line that can still be seen', () => {
    expect(outlineOf([0], 20)).toBe('M0 10L0.5 9.5L1 10L0.5 10.5Z');
    expect(outlineOf([1], 20)).toBe('M0 10L0.5 0L1 10L0.5 20Z');
  });

  it('is quiet where nobody is heard on any channel', () => {
    expect(
      quietPercent([
        [0, 200, 0, 0],
        [0, 0, 200, 2],
      ]),
    ).toBe(50);
    expect(quietPercent([])).toBe(0);
  });

  it('tells who speaks how much of two', () => {
    expect(talkShares([200, 200, 0, 0, 90], [0, 0, 200, 0, 90])).toEqual({ alone: [40, 20], both: 20, nobody: 20 });
    expect(talkShares([], [])).toEqual({ alone: [0, 0], both: 0, nobody: 0 });
  });
});
