import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Day } from '../../src/kernel/calendar.js';
import type { Config } from '../../src/platform/config/index.js';
import type { DueDaySeed } from './due-day-seed.js';
import { dayFolder } from './seed-due-keys.js';

/**
 * A day whose key is destroyed again and again: before each time its folder comes back out of a copy, and its row is
 * open. Nobody but who owns database and disks could do that, and had kept a copy of the keys.
 */
export class DestroyedDay {
  private constructor(
    private readonly seed: DueDaySeed,
    private readonly folder: string,
    private readonly copy: string,
    private readonly day: Day,
  ) {}

  /** Keeps a copy of the keys of `day`, beside them, until the end of the bench. */
  static async keep(seed: DueDaySeed, config: Config, day: Day): Promise<DestroyedDay> {
    const folder = dayFolder(config, day);
    const copy = join(await mkdtemp(join(tmpdir(), 'tallenne-bench-day-')), day);
    seed.atClose(() => rm(join(copy, '..'), { recursive: true, force: true }));
    await cp(folder, copy, { recursive: true });
    return new DestroyedDay(seed, folder, copy, day);
  }

  /** Whether the file of the day's key holds one now, rather than zeros. */
  async hasKey(): Promise<boolean> {
    return (await readFile(join(this.folder, 'day.key'))).some(byte => byte !== 0);
  }

  async bringBack(): Promise<void> {
    await cp(this.copy, this.folder, { recursive: true, force: true });
    await this.seed.client.query('delete from purge_run where day = $1', [this.day]);
    await this.seed.client.query(OPEN, [this.day]);
    await this.seed.settle();
  }
}

const OPEN = `update due_day set state = 'open', closing_at = null, destroyed_at = null where day = $1`;
