import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { PruneLogJob } from './prune-log.job.js';
import type { PruneLog } from './prune-log.js';

describe('the job that prunes the log', () => {
  const logged: unknown[][] = [];
  const prune = jest.fn<() => Promise<void>>();
  const job = new PruneLogJob({ execute: prune } as unknown as PruneLog); // it calls nothing else

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    prune.mockReset().mockResolvedValue();
  });

  it('prunes at each look, and says nothing of it', async () => {
    await job.look();
    expect(prune).toHaveBeenCalledTimes(1);
    expect(logged).toEqual([]);
  });

  it.each([
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    prune.mockRejectedValueOnce(error);
    await expect(job.look()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't prune the log: ${reason}`]]);
  });
});
