import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { WatchClocks } from '../brake/watch-clocks.js';
import { EndHoldsJob } from './end-holds.job.js';
import type { EndHolds } from './end-holds.js';

describe('the job that ends holds', () => {
  const logged: unknown[][] = [];
  const look = jest.fn<() => Promise<object | null>>();
  const end = jest.fn<() => Promise<void>>();
  // It calls nothing else of them.
  const job = new EndHoldsJob({ look } as unknown as WatchClocks, { execute: end } as unknown as EndHolds);

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    look.mockReset().mockResolvedValue(null);
    end.mockReset().mockResolvedValue();
  });

  it('ends them at each look, and says nothing of it', async () => {
    await job.onSchedule();
    expect(end).toHaveBeenCalledTimes(1);
    expect(logged).toEqual([]);
  });

  it('ends none by a clock that cannot be trusted', async () => {
    look.mockResolvedValue({ raised: true });
    await job.onSchedule();
    expect(end).not.toHaveBeenCalled();
  });

  it.each([
    ['its name alone', new AggregateError([], '/salainen/polku'), 'AggregateError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    end.mockRejectedValueOnce(error);
    await expect(job.onSchedule()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't end holds: ${reason}`]]);
  });
});
