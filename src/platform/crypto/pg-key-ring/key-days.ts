import type { KeyObject } from 'node:crypto';

import { parseDay, type Day } from '../../../kernel/calendar.js';
import { errnoOf } from '../../files/durable.js';
import { unwrapDayKey, wrapNewDayKey } from '../day-key.js';
import { deriveKey } from '../derive-key.js';
import { beginDay, DAY_ITSELF, endDay, tableOf } from './key-cluster-schema.js';
import type { KeyCluster } from './key-cluster.js';

const NO_SUCH_TABLE = '42P01';

/**
 * The days of a key ring in PostgreSQL: a table a day. To destroy a day is to drop its table: its files go, and no row of it
 * stays in a file that others share. What the write-ahead log still holds of it, `tracesAreGone` asks.
 */
export class KeyDays {
  readonly #cluster: KeyCluster;
  readonly #wrappingKey: KeyObject;

  constructor(cluster: KeyCluster, rootKey: KeyObject) {
    this.#cluster = cluster;
    this.#wrappingKey = deriveKey(rootKey, 'days');
  }

  /** The key of `day`. Throws KeyGone where it has none (yet, or any more), DecryptionFailed where it is damaged. */
  async open(day: Day): Promise<KeyObject> {
    return unwrapDayKey(this.#wrappingKey, day, await this.#read(day));
  }

  /** The key of `day`, made now where the day never had one. Throws KeyGone where the day was destroyed. */
  async openOrCreate(day: Day): Promise<KeyObject> {
    if ((await this.#read(day)) === undefined) {
      await this.#cluster.transaction(run => beginDay(run, day, wrapNewDayKey(this.#wrappingKey, day)));
    }
    return this.open(day);
  }

  /** The days that have a key at this moment, in ascending order. */
  async living(): Promise<Day[]> {
    const rows = await this.#cluster.query<{ day: string }>(LIVING);
    return rows.map(({ day }) => parseDay(day));
  }

  /** Destroys the key of `day` with all that it wrapped, for ever. */
  async destroy(day: Day): Promise<void> {
    await this.#cluster.transaction(run => endDay(run, day));
    // A crash here leaves the day destroyed, and traces of which nobody says yet from when on they are gone.
  }

  /** Takes away what was dropped on other days until now, and notes the place in the log after which nothing is left. */
  async sweep(day: Day): Promise<void> {
    if ((await this.#read(day)) !== undefined) throw new TypeError('a day that has a key is not swept');
    for (const dropped of await this.#daysWithDropped()) await this.#rewrite(dropped);
    // A crash here leaves the same; all is repeated.
    await this.#cluster.query(MARK, [day]);
    await this.#beginWalFile();
  }

  /** As `KeyRing.tracesAreGone`: the WAL files up to the one that was written when the day was destroyed are removed. */
  async tracesAreGone(day: Day): Promise<boolean> {
    const [row] = await this.#cluster.query<{ gone: boolean }>(TRACES_ARE_GONE, [day]);
    return row?.gone === true;
  }

  async #read(day: Day): Promise<Buffer | undefined> {
    tableOf(day); // a day, or a RangeError
    const rows = await this.#cluster.query<{ wrapped: Buffer }>(READ, [day, DAY_ITSELF]);
    return rows[0]?.wrapped;
  }

  async #daysWithDropped(): Promise<Day[]> {
    const rows = await this.#cluster.query<{ day: string }>(WITH_DROPPED);
    return rows.map(({ day }) => parseDay(day));
  }

  /**
   * Writes what is left of a living day into a new file. PostgreSQL cannot overwrite a deleted row, and leaves it in the file
   * for as long as it likes; so the whole file goes. Whoever uses the day waits meanwhile.
   */
  async #rewrite(day: Day): Promise<void> {
    const table = tableOf(day);
    const rewriting = this.#cluster.transaction(async run => {
      await run(`lock table ${table} in access exclusive mode`);
      if ((await run(CLAIM_DROPPED, [day])).length === 0) return; // another process was here first
      await run(`create temporary table kept_wrapping on commit drop as select * from ${table}`);
      await run(`truncate ${table}`);
      await run(`insert into ${table} select * from kept_wrapping`);
    });
    await rewriting.catch((error: unknown) => {
      if (errnoOf(error) !== NO_SUCH_TABLE) throw error; // the day was destroyed meanwhile
    });
  }

  /** Lets the present WAL file go as soon as it may, where the role has the right; otherwise it goes when it is full. */
  async #beginWalFile(): Promise<void> {
    const [row] = await this.#cluster.query<{ may: boolean }>(MAY_SWITCH);
    if (row?.may) await this.#cluster.query('select pg_switch_wal()');
  }
}

const READ = 'select wrapped from tallenne_keys.wrapping where day = $1 and unit = $2';

const LIVING = `select day from tallenne_keys.key_day where state = 'living' order by day`;

const WITH_DROPPED = `select day from tallenne_keys.key_day where dropped and state = 'living' order by day`;

const CLAIM_DROPPED = `update tallenne_keys.key_day set dropped = false where day = $1 and dropped returning day`;

const MARK = `
  update tallenne_keys.key_day set destroyed_lsn = pg_current_wal_insert_lsn() where day = $1 and destroyed_lsn is null`;

const MAY_SWITCH = `select has_function_privilege('pg_switch_wal()', 'execute') as may`;

/**
 * A day that is destroyed ends after it is over: what was destroyed by then is in no later WAL. A day that was destroyed late, after
 * the days that follow it, speaks for itself. Names of WAL files are timeline and position, 8 and 16 digits; the positions sort.
 */
const TRACES_ARE_GONE = `
  with ended as (
    select day, state = 'living' or exists (
             select from pg_ls_waldir()
             where name ~ '^[0-9A-F]{24}$' and substr(name, 9) <= substr(pg_walfile_name(destroyed_lsn), 9)) as "left",
           state = 'destroyed' and destroyed_lsn is not null as noted
    from tallenne_keys.key_day where day >= $1)
  select not exists (select from ended where day = $1 and "left")
     and exists (select from ended where noted and not "left") as gone`;
