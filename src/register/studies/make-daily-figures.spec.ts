import { describe, expect, it } from '@jest/globals';
import type { AuditTrail } from '../../audit/index.js';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { SystemClock } from '../../kernel/clock.js';
import type { Config } from '../../platform/config/index.js';
import type { Database } from '../../platform/database/index.js';
import type { StudiedCalls } from '../../recordings/index.js';
import { MakeDailyFigures } from './make-daily-figures.js';

const BROKEN = new TypeError('broken');

describe('daily figures', () => {
  it('are made of every other day where one cannot be counted, old ones are forgotten, and this is said at the end', async () => {
    const clock = new SystemClock();
    const broken = addDays(helsinkiDay(clock.now()), -2);
    const asked: string[] = [];
    const made: Day[] = [];
    // They are asked for nothing else.
    const database = {
      query: ({ name }: { readonly name: string }) => Promise.resolve((asked.push(name), [])),
      transaction: () => Promise.resolve(),
    } as unknown as Database;
    const calls = {
      livingFrom: () => Promise.resolve(addDays(broken, -1)),
      cells: (day: Day) => (day === broken ? Promise.reject(BROKEN) : Promise.resolve((made.push(day), []))),
    } as unknown as StudiedCalls;
    const config = { arrivals: { figuresMonths: 24 } } as Config;
    const figures = new MakeDailyFigures(database, calls, {} as AuditTrail, config, clock);
    await expect(figures.execute()).rejects.toMatchObject({ errors: [BROKEN] });
    expect(made).toEqual([addDays(broken, -2), addDays(broken, -1), addDays(broken, 1)]);
    expect(asked).toContain('study-days-forget');
  });
});
