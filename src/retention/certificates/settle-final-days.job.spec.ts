import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { MovableClock } from '../../kernel/clock.js';
import type { Database, Statement } from '../../platform/database/index.js';
import type { Ended } from './final-on.js';
import type { Finality } from './finality.js';
import { SettleFinalDays } from './settle-final-days.job.js';

const NOW = new Date('2026-11-24T07:00:00Z');
const NIGHTS = [
  { tracesOn: '2026-11-22', keyDestroyedAt: new Date('2026-11-22T22:10:00Z') },
  { tracesOn: '2026-11-23', keyDestroyedAt: new Date('2026-11-23T22:10:00Z') },
];

describe('the job that settles the final days of certificates', () => {
  const logged: unknown[][] = [];
  const query = jest.fn<(statement: Statement, values?: readonly unknown[]) => Promise<object[]>>();
  const of = jest.fn<(ended: readonly Ended[]) => Promise<(Day | null)[]>>();
  // It calls nothing else of them.
  const database = { query } as unknown as Database;
  const finality = { of } as unknown as Finality;
  const job = new SettleFinalDays(database, finality, new MovableClock(NOW));

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    query.mockReset().mockImplementation(({ name }) => {
      return Promise.resolve(name === 'certificates-not-final' ? NIGHTS : []);
    });
    of.mockReset().mockResolvedValue([null, parseDay('2026-12-23')]);
  });

  it('gives each night its own final day, and leaves those without one for the next look', async () => {
    await job.onSchedule();
    const settled = query.mock.calls.filter(([{ name }]) => name === 'certificates-settle');
    expect(settled.map(([, values]) => values)).toEqual([['2026-11-23', NIGHTS[1]?.keyDestroyedAt, '2026-12-23']]);
    expect(logged).toEqual([]);
  });

  it.each([
    ['the system’s name of it', Object.assign(new Error('/salainen/polku'), { code: 'EIO' }), 'EIO'],
    ['its name alone', new TypeError('/salainen/polku'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never fails its schedule, and tells of a failure %s', async (_what, error, reason) => {
    of.mockRejectedValueOnce(error);
    await expect(job.onSchedule()).resolves.toBeUndefined();
    expect(logged).toEqual([[`couldn't settle the final days of certificates (${reason})`]]);
  });
});
