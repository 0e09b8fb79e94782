import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MovableClock } from '../../kernel/clock.js';
import type { EndNotes } from '../../recordings/index.js';
import type { WatchClocks } from '../brake/watch-clocks.js';
import { EndNotesJob } from './end-notes.job.js';

/** In Helsinki this is the day after. */
const LATE = new Date('2026-11-24T22:30:00Z');

describe('the job that ends notes', () => {
  const logged: unknown[][] = [];
  const look = jest.fn<() => Promise<object | null>>();
  const end = jest.fn<(today: string) => Promise<void>>();
  // It calls nothing else of them.
  const clocks = { look } as unknown as WatchClocks;
  const endNotes = { execute: end } as unknown as EndNotes;
  const job = new EndNotesJob(clocks, endNotes, new MovableClock(LATE));

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    look.mockReset().mockResolvedValue(null);
    end.mockReset().mockResolvedValue();
  });

  it('ends those of calls whose ordinary last day is over in Helsinki, and says nothing of it', async () => {
    await job.onSchedule();
    expect(end.mock.calls).toEqual([['2026-11-25']]);
    expect(logged).toEqual([]);
  });

  it('ends none by a clock that cannot be trusted', async () => {
    look.mockResolvedValue({ raised: true });
    await job.onSchedule();
    expect(end).not.toHaveBeenCalled();
  });

  it.each([
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    end.mockRejectedValueOnce(error);
    await expect(job.onSchedule()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't end notes: ${reason}`]]);
  });
});
