import { describe, expect, it } from '@jest/globals';
import { CRASH_POINTS, reached, strikeAt, type CrashPoint } from './crash-points.js';

describe('a crash point', () => {
  it('is nothing at all in the product', async () => {
    for (const point of CRASH_POINTS) await expect(reached(point)).resolves.toBeUndefined();
  });

  it('is where a test strikes, until it stops', async () => {
    const struck: CrashPoint[] = [];
    strikeAt(point => {
      struck.push(point);
      throw new Error('a crash');
    });
    await expect(reached('move.committed')).rejects.toThrow('a crash');
    strikeAt();
    await reached('purge.closed');
    expect(struck).toEqual(['move.committed']);
  });
});
