import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ContinuationGuard } from './continuation-guard.js';
import type { CopyLog } from './copy-log.js';
import { CopyJob } from './copy.job.js';

describe('the job that copies the log', () => {
  const logged: unknown[][] = [];
  const continues = jest.fn<() => Promise<boolean>>();
  const copy = jest.fn<(goesOn: unknown) => Promise<void>>();
  let job: CopyJob;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    continues.mockReset().mockResolvedValue(true);
    copy.mockReset().mockResolvedValue();
    // It calls nothing else of them.
    job = new CopyJob({ look: continues } as unknown as ContinuationGuard, { execute: copy } as unknown as CopyLog);
  });

  it('copies what has come', async () => {
    await job.look();
    expect(copy).toHaveBeenCalledTimes(1);
    expect(copy).toHaveBeenCalledWith(expect.any(Function));
  });

  it('never writes onto a copy that the log does not continue', async () => {
    continues.mockResolvedValue(false);
    await job.look();
    expect(copy).not.toHaveBeenCalled();
  });

  it('says in words what it could not do, and tries again', async () => {
    copy.mockRejectedValueOnce(new TypeError('/salainen/polku'));
    await job.look();
    expect(logged).toEqual([["couldn't copy the log (TypeError); it is tried again and again"]]);
    await job.look();
    expect(copy).toHaveBeenCalledTimes(2);
  });

  it('is over when the server ends', async () => {
    await job.onModuleDestroy();
    await job.look();
    expect(copy).not.toHaveBeenCalled();
  });
});
