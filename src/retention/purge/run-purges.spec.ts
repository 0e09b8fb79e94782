import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { AuditTrail, ContinuationGuard } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import type { PurgeBrake } from '../brake/purge-brake.entity.js';
import type { WatchClocks } from '../brake/watch-clocks.js';
import type { DueDaysToPurge } from './due-days-to-purge.js';
import type { PurgeDay } from './purge-day.js';
import type { PurgeRun } from './purge-run.entity.js';
import { RunPurges } from './run-purges.js';

const DAYS = ['2026-11-21', '2026-11-22', '2026-11-23'] as Day[];

describe('the job that purges', () => {
  const logged: unknown[][] = [];
  const raised = jest.fn<() => Promise<PurgeBrake | null>>();
  const continues = jest.fn<() => Promise<boolean>>();
  const destroyKey = jest.fn<PurgeDay['destroyKey']>();
  const reclaim = jest.fn<PurgeDay['reclaim']>();
  const recordAlone = jest.fn<AuditTrail['recordAlone']>();
  const BRAKE = { id: 'brake', reason: 'clock-ahead' } as PurgeBrake; // it reads nothing else of it
  let job: RunPurges;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    raised.mockReset().mockResolvedValue(null);
    continues.mockReset().mockResolvedValue(true);
    // It hands the run on alone.
    destroyKey.mockReset().mockImplementation(day => Promise.resolve({ day } as unknown as PurgeRun));
    for (const act of [reclaim, recordAlone]) act.mockReset();
    reclaim.mockResolvedValue();
    // It calls nothing else of them.
    job = new RunPurges(
      { list: () => Promise.resolve(DAYS) } as unknown as DueDaysToPurge,
      { destroyKey, reclaim } as unknown as PurgeDay,
      { look: raised } as unknown as WatchClocks,
      { recordAlone } as unknown as AuditTrail,
      { look: continues } as unknown as ContinuationGuard,
    );
  });

  const daysWaiting = () => recordAlone.mock.calls.map(([draft]) => draft.facts?.daysWaiting);

  it('destroys the keys of all days before it takes away what any of them held', async () => {
    reclaim.mockImplementation(() => {
      expect(destroyKey.mock.calls).toEqual(DAYS.map(day => [day]));
      return Promise.resolve();
    });
    await job.onApplicationBootstrap();
    expect(reclaim.mock.calls).toEqual(DAYS.map(day => [{ day }]));
    expect(logged).toEqual([]);
  });

  it('stops between two keys where the clock is not trusted any more, and says once how many days wait', async () => {
    raised.mockResolvedValueOnce(null).mockResolvedValueOnce(null).mockResolvedValue(BRAKE);
    await job.execute();
    await job.execute();
    expect(destroyKey.mock.calls).toEqual([[DAYS[0]]]);
    expect(reclaim).not.toHaveBeenCalled();
    expect(daysWaiting()).toEqual([2]);
  });

  it('stops between two days whose keys are gone as well', async () => {
    for (let looks = 0; looks < 5; looks += 1) raised.mockResolvedValueOnce(null);
    raised.mockResolvedValue(BRAKE);
    await job.execute();
    expect(reclaim.mock.calls).toEqual([[{ day: DAYS[0] }]]);
    expect(daysWaiting()).toEqual([2]);
  });

  it('purges nothing beside a restored database that nobody has accepted, and says so', async () => {
    continues.mockResolvedValue(false);
    await job.look();
    expect(destroyKey).not.toHaveBeenCalled();
    expect(logged).toEqual([["couldn't finish a purge: log-not-continued; it goes on at the next look"]]);
  });

  it('tells of each day that it could not finish by names and codes alone, and finishes the others', async () => {
    destroyKey.mockRejectedValueOnce(Object.assign(new Error('/salainen/polku'), { code: 'EACCES' }));
    reclaim.mockRejectedValueOnce(new TypeError('/salainen/polku')).mockRejectedValueOnce('salaista');
    await expect(job.look()).resolves.toBeUndefined();
    expect(logged).toEqual([["couldn't finish a purge: EACCES, TypeError, unknown; it goes on at the next look"]]);
    expect(reclaim.mock.calls).toEqual([[{ day: DAYS[1] }], [{ day: DAYS[2] }]]);
  });
});
