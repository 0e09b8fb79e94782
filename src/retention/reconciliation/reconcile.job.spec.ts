import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import type { LongWork } from '../../platform/work/index.js';
import type { Reconcile } from './reconcile.js';
import { ReconcileJob } from './reconcile.job.js';

describe('the job that reconciles each night', () => {
  const logged: unknown[][] = [];
  const execute = jest.fn<Reconcile['execute']>();
  const reached = jest.fn<(done: number) => void>();
  const clock = new MovableClock(new Date('2026-11-24T00:15:00Z'));
  const run = (_: unknown, work: (said: typeof reached) => Promise<unknown>) => work(reached);
  // It calls nothing else of them.
  const job = new ReconcileJob({ execute } as unknown as Reconcile, clock, { run } as unknown as LongWork);

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    execute.mockReset().mockResolvedValue(null);
    reached.mockReset();
    clock.moveTo(new Date('2026-11-24T00:15:00Z'));
  });

  it('reconciles from two at night in Helsinki on, for that night', async () => {
    clock.moveTo(new Date('2026-11-23T23:59:59Z'));
    await job.look();
    expect(execute).not.toHaveBeenCalled();
    clock.advance(1000);
    await job.look();
    expect(execute.mock.calls.map(([night]) => night)).toEqual(['2026-11-24']);
  });

  it('tells how much it has looked at in all steps together', async () => {
    execute.mockImplementation((_night, onProgress) => {
      for (const [step, done] of [['keys', 1000] as const, ['keys', 1500] as const, ['blobs', 500] as const])
        onProgress?.(step, done);
      return Promise.resolve(null);
    });
    await job.look();
    expect(reached.mock.calls).toEqual([[1000], [1500], [2000]]);
  });

  it.each([
    ['its code', new DomainError('unavailable', 'log-not-continued', 'Nothing is compared.'), 'log-not-continued'],
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    execute.mockRejectedValueOnce(error);
    await expect(job.look()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't reconcile: ${reason}`]]);
  });
});
