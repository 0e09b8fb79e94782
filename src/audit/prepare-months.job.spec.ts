import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../kernel/clock.js';
import type { AuditTexts } from './audit-texts.js';
import { PrepareMonths } from './prepare-months.job.js';

const NOW = new Date('2026-11-24T07:00:00Z');

describe('the job that prepares the months of texts', () => {
  const logged: unknown[][] = [];
  const prepare = jest.fn<(now: Date) => Promise<void>>();
  const job = new PrepareMonths({ prepare } as unknown as AuditTexts, new MovableClock(NOW)); // it calls nothing else

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    prepare.mockReset().mockResolvedValue();
  });

  it('has them ready when the server starts, and looks again each hour', async () => {
    await job.onApplicationBootstrap();
    await job.look();
    expect(prepare.mock.calls).toEqual([[NOW], [NOW]]);
    expect(logged).toEqual([]);
  });

  it.each([
    ['its name alone', new TypeError('salaista'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('lets the server start where it cannot, and tells of a failure %s', async (_what, error, reason) => {
    prepare.mockRejectedValueOnce(error);
    await expect(job.onApplicationBootstrap()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't prepare the month of texts: ${reason}`]]);
  });
});
