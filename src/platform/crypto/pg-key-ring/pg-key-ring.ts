import { createHash, randomUUID, type KeyObject } from 'node:crypto';

import { parseDay, type Day } from '../../../kernel/calendar.js';
import { DomainError } from '../../../kernel/errors.js';
import type { DataKey } from '../data-key.js';
import { deriveKey, fingerprintOf } from '../derive-key.js';
import type { Expiring, MonotonicMs } from '../expiring-cache.js';
import { KeyExists } from '../key-exists.js';
import { KeyGone } from '../key-gone.js';
import { KeyRing } from '../key-ring.js';
import { openKeysFolder } from '../keys-folder.js';
import { OpenedKeys, type DayKeys } from '../opened-keys.js';
import { decodeRecord, encodeRecord, unitBytes } from '../unit-record.js';
import { checkKeyCluster, type KeyClusterTerms } from './check-key-cluster.js';
import { DAY_ITSELF, makeSchema } from './key-cluster-schema.js';
import { KeyCluster, type RunOn } from './key-cluster.js';
import { KeyDays } from './key-days.js';

const PAGE = 5_000;

export interface PgKeyRingOptions extends KeyClusterTerms {
  /** The cluster of the keys; its role may make a schema, and is member of `pg_monitor`. */
  readonly url: string;
  /** The keys folder, which holds the root key. */
  readonly folder: string;
  /** The data folder, which must not hold the keys folder, nor it that. */
  readonly outsideOf: string;
  /** How many connections at most. */
  readonly poolSize?: number;
  readonly nowMs?: MonotonicMs;
}

/**
 * A key ring in a PostgreSQL cluster of its own, for several instances. Only the root key is a file, which each of them has. A
 * wrapping has the same bytes as in a folder; each statement is one commit.
 */
export class PgKeyRing extends KeyRing {
  readonly tombstoneKey: KeyObject;
  readonly #cluster: KeyCluster;
  readonly #days: KeyDays;
  readonly #opened: OpenedKeys;

  private constructor(
    cluster: KeyCluster,
    rootKey: KeyObject,
    readonly fingerprint: string,
    nowMs?: MonotonicMs,
  ) {
    super();
    this.#cluster = cluster;
    this.#days = new KeyDays(cluster, rootKey);
    this.#opened = new OpenedKeys(nowMs);
    this.tombstoneKey = deriveKey(rootKey, 'tombstones');
  }

  /**
   * Opens the ring, which is begun where the cluster has none. Throws `key-cluster-refused`, `keys-folder-refused`,
   * `key-ring-unavailable`.
   */
  static async open({ url, folder, outsideOf, poolSize, nowMs, ...terms }: PgKeyRingOptions): Promise<PgKeyRing> {
    await checkKeyCluster(url, terms);
    const cluster = new KeyCluster(url, poolSize);
    try {
      const { rootKey, fingerprint } = await cluster.transaction(run => openRing(run, folder, outsideOf));
      return new PgKeyRing(cluster, rootKey, fingerprint, nowMs);
    } catch (error) {
      await cluster.close();
      throw error;
    }
  }

  async create(unitId: string, day: Day, key: DataKey): Promise<void> {
    const unit = unitOf(unitId);
    const dayKeys = await this.#opened.day(day, () => this.#days.openOrCreate(day));
    if (!(await this.#add(unitId, day, encodeRecord(dayKeys.value.wrappingKey, unit, key)))) throw new KeyExists();
  }

  async open(unitId: string, day: Day): Promise<DataKey> {
    const unit = unitOf(unitId);
    return await this.#opened.unit(unitId, day, async () => {
      const dayKeys = await this.#opened.day(day, () => this.#days.open(day));
      const key = await this.#stored(unitId, unit, day, dayKeys);
      if (key === undefined) throw new KeyGone();
      return { value: key, expiresAtMs: dayKeys.expiresAtMs };
    });
  }

  async copyTo(unitId: string, from: Day, to: Day): Promise<void> {
    const unit = unitOf(unitId);
    const fromKeys = await this.#opened.day(from, () => this.#days.open(from));
    // Not from the cache: a wrapping that another process has dropped must not come back on another day.
    const key = await this.#stored(unitId, unit, from, fromKeys);
    if (key === undefined) throw new KeyGone();
    const toKeys = await this.#opened.day(to, () => this.#days.openOrCreate(to));
    if (await this.#add(unitId, to, encodeRecord(toKeys.value.wrappingKey, unit, key))) return;
    const there = await this.#stored(unitId, unit, to, toKeys);
    if (there?.equals(key) !== true) throw new KeyExists();
  }

  async drop(unitId: string, day: Day): Promise<void> {
    unitOf(unitId);
    this.#opened.forgetUnit(unitId, day);
    await this.#cluster.query(DROP, [day, unitId]);
    this.#opened.forgetUnit(unitId, day);
  }

  async destroy(unitId: string): Promise<void> {
    unitOf(unitId);
    this.#opened.forgetUnitOnEveryDay(unitId);
    await this.#cluster.query(DESTROY, [unitId]);
    this.#opened.forgetUnitOnEveryDay(unitId);
  }

  async daysOf(unitId: string): Promise<Day[]> {
    unitOf(unitId);
    const rows = await this.#cluster.query<{ day: string }>(DAYS_OF, [unitId]);
    return rows.map(({ day }) => parseDay(day));
  }

  async isOn(unitId: string, day: Day): Promise<boolean> {
    unitOf(unitId);
    const [row] = await this.#cluster.query<{ kept: boolean }>(IS_ON, [day, unitId]);
    return row?.kept === true;
  }

  async stillKept(unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    unitIds.forEach(unitOf);
    const rows = await this.#cluster.query<{ unit: string }>(STILL_KEPT, [unitIds]);
    return new Set(rows.map(({ unit }) => unit));
  }

  async *unitsOf(day: Day): AsyncGenerator<string> {
    for (let after = DAY_ITSELF; ;) {
      const rows = await this.#cluster.query<{ unit: string }>(UNITS_OF, [day, after, PAGE]);
      for (const { unit } of rows) yield unit;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = last.unit;
    }
  }

  async indexKey(day: Day): Promise<KeyObject> {
    const dayKeys = await this.#opened.day(day, () => this.#days.open(day));
    return dayKeys.value.indexKey;
  }

  async destroyDay(day: Day): Promise<void> {
    this.#opened.forgetDay(day);
    // Also where it fails: the day may be destroyed all the same.
    await this.#days.destroy(day).finally(() => {
      this.#opened.forgetDay(day);
    });
  }

  sweepDay(day: Day): Promise<void> {
    return this.#days.sweep(day);
  }

  tracesAreGone(day: Day): Promise<boolean> {
    return this.#days.tracesAreGone(day);
  }

  days(): Promise<Day[]> {
    return this.#days.living();
  }

  async close(): Promise<void> {
    this.#opened.forgetAll();
    await this.#cluster.close();
  }

  async #stored(unitId: string, unit: Buffer, day: Day, dayKeys: Expiring<DayKeys>): Promise<DataKey | undefined> {
    const [row] = await this.#cluster.query<{ wrapped: Buffer }>(FIND, [day, unitId]);
    return row && decodeRecord(dayKeys.value.wrappingKey, unit, row.wrapped);
  }

  /** Whether the wrapping was added; not so where the unit has one on that day. Throws KeyGone where the day is destroyed. */
  async #add(unitId: string, day: Day, record: Buffer): Promise<boolean> {
    const [row] = await this.#cluster.query<{ living: boolean; added: boolean }>(ADD, [day, unitId, record]);
    if (row?.living !== true) {
      this.#opened.forgetDay(day);
      throw new KeyGone();
    }
    return row.added;
  }
}

/** The ring of the cluster and its root key; both are begun where the cluster has none. */
async function openRing(run: RunOn, folder: string, outsideOf: string) {
  await makeSchema(run);
  const [known] = await run<{ root: string; fingerprint: string }>(KNOWN);
  const { rootKey } = await openKeysFolder(folder, outsideOf, { mayBegin: known === undefined });
  const root = fingerprintOf(rootKey);
  if (known === undefined) return { rootKey, fingerprint: await beginRing(run, root) };
  if (known.root !== root) throw refusedRoot();
  return { rootKey, fingerprint: known.fingerprint };
}

/** A ring of its own even with the same root key: a cluster that came up empty is not the one that was lost. */
async function beginRing(run: RunOn, root: string): Promise<string> {
  const fingerprint = createHash('sha256').update(`${root}/${randomUUID()}`).digest('base64url');
  // A crash before the commit leaves a root key in the folder, with which the next start begins.
  await run('insert into tallenne_keys.key_ring (root_fingerprint, fingerprint) values ($1, $2)', [root, fingerprint]);
  return fingerprint;
}

/** The 16 bytes of a unit's id. Throws RangeError for what is not one, also for the place of the day's own key. */
function unitOf(unitId: string): Buffer {
  if (unitId === DAY_ITSELF) throw new RangeError('not the id of a unit');
  return unitBytes(unitId);
}

function refusedRoot(): DomainError {
  return new DomainError(
    'unavailable',
    'key-cluster-refused',
    'KEYS_DATABASE_URL: the root key in TALLENNE_KEYS_DIR is not the one of this key cluster; every instance needs the same root.key.',
  );
}

const KNOWN = 'select root_fingerprint as root, fingerprint from tallenne_keys.key_ring';

const FIND = 'select wrapped from tallenne_keys.wrapping where day = $1 and unit = $2';

/**
 * The row of the day is locked against its destruction, and looked at again where one was under way; `living` and `added` tell
 * a destroyed day from a unit that has a key.
 */
const ADD = `
  with living as (
    select day from tallenne_keys.key_day where day = $1 and state = 'living' for key share),
  added as (
    insert into tallenne_keys.wrapping (day, unit, wrapped) select day, $2, $3 from living
    on conflict do nothing returning unit)
  select exists (select from living) as living, exists (select from added) as added`;

/** PostgreSQL leaves a deleted row in its file, so the day is marked to be written anew; see `KeyDays.sweep`. */
const dropping = (where: string) => `
  with gone as (delete from tallenne_keys.wrapping where ${where} returning day)
  update tallenne_keys.key_day set dropped = true where day in (select day from gone)`;

const DROP = dropping('day = $1 and unit = $2');

const DESTROY = dropping('unit = $1');

const DAYS_OF = 'select day from tallenne_keys.wrapping where unit = $1 order by day';

const IS_ON = 'select exists (select from tallenne_keys.wrapping where day = $1 and unit = $2) as kept';

const STILL_KEPT = 'select distinct unit from tallenne_keys.wrapping where unit = any($1::uuid[])';

const UNITS_OF = 'select unit from tallenne_keys.wrapping where day = $1 and unit > $2 order by unit limit $3';
