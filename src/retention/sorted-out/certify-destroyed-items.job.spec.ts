import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ContinuationGuard } from '../../audit/index.js';
import { CertifyDestroyedItemsJob } from './certify-destroyed-items.job.js';
import type { CertifyDestroyedItems } from './certify-destroyed-items.js';

describe('the job that certifies what people have destroyed', () => {
  const logged: unknown[][] = [];
  const continues = jest.fn<() => Promise<boolean>>();
  const certify = jest.fn<() => Promise<void>>();
  // It calls nothing else of them.
  const guard = { look: continues } as unknown as ContinuationGuard;
  const job = new CertifyDestroyedItemsJob({ execute: certify } as unknown as CertifyDestroyedItems, guard);

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    continues.mockReset().mockResolvedValue(true);
    certify.mockReset().mockResolvedValue();
  });

  it('looks when the server begins, and says nothing of it', async () => {
    await job.onApplicationBootstrap();
    expect(certify).toHaveBeenCalledTimes(1);
    expect(logged).toEqual([]);
  });

  it('certifies nothing by a restored database that nobody has accepted', async () => {
    continues.mockResolvedValue(false);
    await job.look();
    expect(certify).not.toHaveBeenCalled();
  });

  it.each([
    ['the system’s name of it', Object.assign(new Error('/salainen/polku'), { code: 'EIO' }), 'EIO'],
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    certify.mockRejectedValueOnce(error);
    await expect(job.look()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't certify what was destroyed (${reason}); it is tried again at the next look`]]);
  });
});
