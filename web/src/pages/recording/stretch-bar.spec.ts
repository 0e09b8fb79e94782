import { describe, expect, it } from '@jest/globals';
import { barOf } from './stretch-bar.js';

describe('a stretch on the line of time', () => {
  it.each([
    ['lies where it is', 250, 500, 25, 25],
    ['of no length can be seen', 250, 250, 25, 0.5],
    ['at the very end can be seen', 1000, 1000, 99.5, 0.5],
    ['that goes on after the audio ends with it', 900, 5000, 90, 10],
  ])('%s', (_, fromMs, toMs, leftPercent, widthPercent) => {
    expect(barOf({ fromMs, toMs }, 1000)).toEqual({ leftPercent, widthPercent });
  });

  it('of a recording without length is drawn all the same', () => {
    expect(barOf({ fromMs: 0, toMs: 0 }, 0)).toEqual({ leftPercent: 0, widthPercent: 0.5 });
  });
});
