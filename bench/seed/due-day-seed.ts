import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { addDays, parseDay, type Day } from '../../src/kernel/calendar.js';
import { NOBODY } from '../../src/kernel/ids.js';
import type { Config } from '../../src/platform/config/index.js';
import { ADD_DUE_CALLS, TABLES_OF_A_DAY } from './due-day-statements.js';
import { seedDueKeys } from './seed-due-keys.js';

/** Long over, so that no day of theirs is one of the recordings that are not due. */
const FIRST_DAY = parseDay('2001-01-01');

/** How many recordings are due on a day, and how large their blobs are; null where there are none. */
export interface DueRecordings {
  readonly recordings: number;
  readonly blobBytes: number | null;
}

/** Adds days that are over, with everything that a purge finds of them, to the installation that it was opened on. */
export class DueDaySeed {
  readonly #atClose: (() => Promise<void>)[] = [];
  #next = FIRST_DAY;

  private constructor(
    readonly client: pg.Client,
    private readonly parts: INestApplicationContext,
    private readonly config: Config,
  ) {}

  static async open(ownerUrl: string, parts: INestApplicationContext, config: Config): Promise<DueDaySeed> {
    const client = new pg.Client({ connectionString: ownerUrl, options: '-c synchronous_commit=on -c timezone=UTC' });
    await client.connect();
    return new DueDaySeed(client, parts, config);
  }

  /** Adds one more day: rows, wrappings and blobs, all of them on the disk when it resolves. */
  async add({ recordings, blobBytes }: DueRecordings): Promise<Day> {
    const day = this.#next;
    this.#next = addDays(day, 1);
    await this.client.query(`insert into due_day (day, state) values ($1, 'open')`, [day]);
    for (const { text, values } of ADD_DUE_CALLS) await this.client.query(text, values(day, recordings));
    await seedDueKeys(this.parts, this.config, day, await this.unitsOf(day));
    if (blobBytes !== null) await this.#writeBlobs(day, blobBytes);
    await this.settle();
    return day;
  }

  /** The days that recordings are due on. */
  async days(): Promise<Day[]> {
    const { rows } = await this.client.query<{ day: string }>(`select day::text from due_day order by day`);
    return rows.map(({ day }) => parseDay(day));
  }

  /** The recordings and contacts of `day`. */
  async unitsOf(day: Day): Promise<string[]> {
    const text = 'select id from recording where due_on = $1 union all select id from contact where due_on = $1';
    const { rows } = await this.client.query<{ id: string }>(text, [day]);
    return rows.map(({ id }) => id);
  }

  /** Where the blobs of `day` lie. */
  async blobsOf(day: Day): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>('select id from recording where due_on = $1', [day]);
    return rows.map(({ id }) => join(this.config.blobDir ?? '', id.slice(-2), id));
  }

  /** Puts the database and the disk into the state in which their own upkeep leaves them. */
  async settle(): Promise<void> {
    await this.client.query(`vacuum (analyze) ${TABLES_OF_A_DAY.join(', ')}`);
    await promisify(execFile)('sync');
  }

  /** Throws unless a run has certified `recordings` recordings and as many contacts, and nothing of its day waits any more. */
  async expectNothingLeft(runId: string, day: Day, recordings: number): Promise<void> {
    const { rows } = await this.client.query<{ certified: number; left: number }>(LEFT, [runId, day]);
    const { certified, left } = rows[0] ?? {};
    if (certified !== 2 * recordings || left !== 0)
      throw new Error(`${certified} units are certified, ${left} are left`);
  }

  /** Throws unless the purge of `day` is finished, of so many recordings. */
  async expectFinished(day: Day, recordings: number): Promise<void> {
    const text = 'select id from purge_run where day = $1 and finished_at is not null';
    const { rows } = await this.client.query<{ id: string }>(text, [day]);
    await this.expectNothingLeft(rows[0]?.id ?? NOBODY, day, recordings);
  }

  /** Has `act` called when this is closed. */
  atClose(act: () => Promise<void>): void {
    this.#atClose.push(act);
  }

  async close(): Promise<void> {
    for (const act of this.#atClose.splice(0)) await act();
    await this.client.end();
  }

  async #writeBlobs(day: Day, bytes: number): Promise<void> {
    const ciphertext = randomBytes(bytes);
    for (const path of await this.blobsOf(day)) await writeFile(path, ciphertext, { mode: 0o600 });
  }
}

const LEFT = `
  select (select count(*) from deletion_certificate where purge_run_id = $1 and blob_absent_at is not null)::int as certified,
         ((select count(*) from recording where due_on = $2) + (select count(*) from blob_deletion))::int as left`;
