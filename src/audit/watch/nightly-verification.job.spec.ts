import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../../kernel/clock.js';
import type { LongWork, Reached } from '../../platform/work/index.js';
import { NightlyVerification } from './nightly-verification.job.js';
import type { VerifyLog } from './verify-log.js';

describe('the verification of each night', () => {
  const logged: unknown[][] = [];
  const verify = jest.fn<(reached: Reached) => Promise<boolean>>();
  const shown: unknown[] = [];
  const reached: Reached = () => undefined;
  const clock = new MovableClock(new Date(0));
  let job: NightlyVerification;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    verify.mockReset().mockResolvedValue(true);
    shown.length = 0;
    const run = (begun: unknown, work: (at: Reached) => Promise<unknown>) => {
      shown.push(begun);
      return work(reached);
    };
    // It calls nothing else of them.
    job = new NightlyVerification({ execute: verify } as unknown as VerifyLog, clock, { run } as unknown as LongWork);
  });

  const look = (at: string) => {
    clock.moveTo(new Date(at));
    return job.look();
  };

  it.each([
    ['2026-11-23T22:30:00Z', '00:30', 0],
    ['2026-11-23T23:59:59Z', '01:59', 0],
    ['2026-11-24T00:00:00Z', '02:00', 1],
    ['2026-11-24T21:59:59Z', '23:59', 1],
    ['2026-07-01T22:59:59Z', '01:59 in summer', 0],
    ['2026-07-01T23:00:00Z', '02:00 in summer', 1],
  ])('looked at %s, which is %s in Helsinki, begins %d times', async (at, _local, times) => {
    await look(at);
    expect(verify).toHaveBeenCalledTimes(times);
  });

  it('is shown as long work that nobody owns, with how far it is', async () => {
    await look('2026-11-24T00:30:00Z');
    expect(shown).toEqual([{ kind: 'log-verification', ownerId: null }]);
    expect(verify).toHaveBeenCalledWith(reached);
  });

  it.each([
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    verify.mockRejectedValueOnce(error);
    await expect(look('2026-11-24T00:30:00Z')).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't verify the log: ${reason}`]]);
  });
});
