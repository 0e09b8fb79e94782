import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { StreamLog } from './stream-log.js';
import { StreamJob } from './stream.job.js';

describe('the job that tells the log to its receiver', () => {
  const logged: unknown[][] = [];
  const stream = jest.fn<() => Promise<number>>();
  let job: StreamJob;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    stream.mockReset().mockRejectedValue(new TypeError('salaista'));
    job = new StreamJob({ execute: stream } as unknown as StreamLog); // it calls nothing else
  });

  /** How many looks it takes until the next attempt. */
  async function looksUntilAttempt(): Promise<number> {
    const before = stream.mock.calls.length;
    for (let looks = 1; ; looks += 1) {
      await job.look();
      if (stream.mock.calls.length > before) return looks;
    }
  }

  it('tries at each look while all is well', async () => {
    stream.mockResolvedValue(0);
    expect([await looksUntilAttempt(), await looksUntilAttempt(), await looksUntilAttempt()]).toEqual([1, 1, 1]);
    expect(logged).toEqual([]);
  });

  it('tries half as often after each failure, and once in 60 looks at the seldomest', async () => {
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) waits.push(await looksUntilAttempt());
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('is at each look again after one success', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) await looksUntilAttempt();
    stream.mockResolvedValueOnce(0);
    await looksUntilAttempt();
    expect(await looksUntilAttempt()).toBe(1);
    expect(await looksUntilAttempt()).toBe(2);
  });

  it('says in words what it could not do', async () => {
    await job.look();
    expect(logged).toEqual([["couldn't tell the log to its receiver (TypeError); it is tried again and again"]]);
  });

  it('is over when the server ends', async () => {
    await job.onModuleDestroy();
    await job.look();
    expect(stream).not.toHaveBeenCalled();
  });
});
