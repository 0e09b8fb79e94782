import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ContinuationGuard } from '../../audit/index.js';
import type { Tombstones } from '../../recordings/index.js';
import type { PurgeBrake } from '../brake/purge-brake.entity.js';
import type { WatchClocks } from '../brake/watch-clocks.js';
import type { DeleteBlobs } from '../purge/delete-blobs.js';
import type { CarryOutErasure } from './carry-out-erasure.js';
import { ContinueErasures } from './continue-erasures.job.js';

describe('the job that goes on with erasures', () => {
  const logged: unknown[][] = [];
  const continues = jest.fn<() => Promise<boolean>>();
  const underWay = jest.fn<() => Promise<string[]>>();
  const attemptKeys = jest.fn<(id: string) => Promise<void>>();
  const deleteBlobs = jest.fn<() => Promise<void>>();
  const forgetOver = jest.fn<() => Promise<void>>();
  const raised = jest.fn<() => Promise<PurgeBrake | null>>();
  // It calls nothing else of them.
  const job = new ContinueErasures(
    { underWay, attemptKeys } as unknown as CarryOutErasure,
    { execute: deleteBlobs } as unknown as DeleteBlobs,
    { forgetOver } as unknown as Tombstones,
    { look: continues } as unknown as ContinuationGuard,
    { look: raised } as unknown as WatchClocks,
  );

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    continues.mockReset().mockResolvedValue(true);
    underWay.mockReset().mockResolvedValue(['one', 'two']);
    raised.mockReset().mockResolvedValue(null);
    for (const act of [attemptKeys, deleteBlobs, forgetOver]) act.mockReset().mockResolvedValue();
  });

  it('ends the keys of all of them before it asks the store for anything', async () => {
    deleteBlobs.mockImplementation(() => {
      expect(attemptKeys.mock.calls).toEqual([['one'], ['two']]);
      return Promise.resolve();
    });
    await job.onApplicationBootstrap();
    expect(deleteBlobs).toHaveBeenCalledTimes(1);
    expect(forgetOver).toHaveBeenCalledTimes(1);
    expect(logged).toEqual([]);
  });

  it('leaves a restored database alone until it is accepted', async () => {
    continues.mockResolvedValue(false);
    await job.look();
    for (const act of [underWay, attemptKeys, deleteBlobs, forgetOver]) expect(act).not.toHaveBeenCalled();
  });

  it.each([
    ['by the system’s name of it', Object.assign(new Error('/salainen/polku'), { code: 'EACCES' }), 'EACCES'],
    ['by its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['as unknown where it is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, tells of a failure %s, and tries again', async (_how, error, reason) => {
    deleteBlobs.mockRejectedValueOnce(error);
    await expect(job.look()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't go on with erasures (${reason}); it is tried again at the next look`]]);
    await job.look();
    expect(deleteBlobs).toHaveBeenCalledTimes(2);
  });
});
