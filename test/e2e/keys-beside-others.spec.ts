import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { parseDay, type Day } from '../../src/kernel/calendar.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { withCopyOfCluster } from '../../src/platform/crypto/pg-key-ring/cluster-copy.js';
import { KeyCluster } from '../../src/platform/crypto/pg-key-ring/key-cluster.js';
import type { PgKeyRing } from '../../src/platform/crypto/pg-key-ring/pg-key-ring.js';
import { keysIn, startKeyCluster, type KeysInCluster, type TestKeyCluster } from '../support/key-cluster.js';

const MONDAY = parseDay('2030-01-07');
const SUNDAY = parseDay('2030-01-13');
const SUNDAYS_TABLE = 'tallenne_keys.wrapping_2030_01_13';

/** What a key ring in PostgreSQL does while its cluster is changed beside it, or is not as it was. */
describe('a key ring in PostgreSQL', () => {
  let cluster: TestKeyCluster;
  let keys: KeysInCluster;
  let ring: PgKeyRing;

  beforeAll(async () => {
    cluster = await startKeyCluster();
  });

  afterAll(() => cluster.stop());

  beforeEach(async () => {
    keys = await keysIn(cluster);
    ring = await keys.open();
  });

  afterEach(async () => {
    await ring.close();
    await keys.remove();
  });

  const sql = <Row extends object>(text: string) => cluster.sql<Row>(text, keys.url);

  async function created(day: Day): Promise<{ unitId: string; key: DataKey }> {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await ring.create(unitId, day, key);
    return { unitId, key };
  }

  /** A destroyed Monday, and a Sunday from which something was dropped: the sweep of the one writes the other anew. */
  async function toBeSwept(): Promise<{ unitId: string; key: DataKey }> {
    await created(MONDAY);
    const [dropped, kept] = [await created(SUNDAY), await created(SUNDAY)];
    await ring.drop(dropped.unitId, SUNDAY);
    await ring.destroyDay(MONDAY);
    return kept;
  }

  const isMarked = async (day: Day) =>
    (await sql(`select from tallenne_keys.key_day where day = '${day}' and destroyed_lsn is not null`)).length === 1;

  interface Held {
    readonly work: () => Promise<void>;
    /** How many wait for the table before it is let go of. */
    readonly waiters: number;
    /** What its holder does before. */
    readonly ending?: readonly string[];
  }

  /** Runs `work` while somebody else holds the Sunday's table. */
  async function whileHeld({ work, waiters, ending = [] }: Held): Promise<void> {
    const other = new pg.Client({ connectionString: keys.url });
    await other.connect();
    try {
      await other.query(`begin; lock table ${SUNDAYS_TABLE} in access exclusive mode`);
      const working = Promise.allSettled([work()]);
      const waiting = `select from pg_locks where relation = '${SUNDAYS_TABLE}'::regclass and not granted`;
      while ((await sql(waiting)).length < waiters) await wait(20);
      for (const statement of ending) await other.query(statement);
      await other.query('commit');
      expect(await working).toEqual([{ status: 'fulfilled', value: undefined }]);
    } finally {
      await other.end();
    }
  }

  it('is swept while a day that was to be written anew is destroyed by others', async () => {
    await toBeSwept();
    await whileHeld({
      work: () => ring.sweepDay(MONDAY),
      waiters: 1,
      ending: [
        `drop table ${SUNDAYS_TABLE}`,
        `update tallenne_keys.key_day set state = 'destroyed' where day = '${SUNDAY}'`,
      ],
    });

    expect(await isMarked(MONDAY)).toBe(true);
    expect(await ring.days()).toEqual([]);
  });

  it('writes a day anew once where two sweep at once, and loses nothing of it', async () => {
    const kept = await toBeSwept();
    const other = await keys.open();
    await sql(`
      create table emptied (at timestamptz);
      create function note() returns trigger language plpgsql security definer as
        $$ begin insert into public.emptied values (now()); return null; end $$;
      create trigger note after truncate on ${SUNDAYS_TABLE} execute function note()`);
    await whileHeld({
      work: async () => {
        await Promise.all([ring.sweepDay(MONDAY), other.sweepDay(MONDAY)]);
      },
      waiters: 2,
    });

    expect((await other.open(kept.unitId, SUNDAY)).equals(kept.key)).toBe(true);
    expect(await other.daysOf(kept.unitId)).toEqual([SUNDAY]);
    expect(await sql('select from tallenne_keys.key_day where dropped')).toEqual([]);
    expect(await sql('select from emptied')).toHaveLength(1);
    await other.close();
  });

  it('is not taken for swept where a day could not be written anew', async () => {
    await toBeSwept();
    await sql(`alter table ${SUNDAYS_TABLE} owner to current_user`);
    await expect(ring.sweepDay(MONDAY)).rejects.toMatchObject({ code: '42501' });
    expect(await isMarked(MONDAY)).toBe(false);
    await sql(`alter table ${SUNDAYS_TABLE} owner to tallenne_owner`);
    await ring.sweepDay(MONDAY);

    expect(await isMarked(MONDAY)).toBe(true);
  });

  it.each([
    [
      'begins a new file of its log where its role may',
      'grant execute on function pg_switch_wal() to tallenne_owner',
      1,
    ],
    ['leaves its log as it is where its role may not', 'select 1', 0],
  ])('%s', async (_what, right, files) => {
    const fileOfNow = async () => {
      const [row] = await sql<{ number: number }>(
        `select ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 17))::bit(32)::int as number`,
      );
      return row?.number ?? NaN;
    };
    await sql(right);
    await created(MONDAY);
    await ring.destroyDay(MONDAY);
    await cluster.sql('select pg_switch_wal()');
    const before = await fileOfNow();
    await ring.sweepDay(MONDAY);

    expect((await fileOfNow()) - before).toBe(files);
  });

  it('names each of more units than it asks for at a time once', async () => {
    await created(MONDAY);
    await sql(`
      insert into tallenne_keys.wrapping (day, unit, wrapped)
      select '${MONDAY}', gen_random_uuid(), wrapped from generate_series(1, 5001), tallenne_keys.wrapping limit 5001`);
    const units: string[] = [];
    for await (const unit of ring.unitsOf(MONDAY)) units.push(unit);

    expect(units).toHaveLength(5_002);
    expect(new Set(units).size).toBe(5_002);
  });

  it('is not copied where nothing says which ring it is', async () => {
    await created(MONDAY);
    await sql('delete from tallenne_keys.key_ring');
    const { url, folder, dataFolder: outsideOf } = keys;
    const copying = withCopyOfCluster(
      { url, folder, outsideOf, terms: { mainSystem: 'another', archiveDeclared: false } },
      ({ fingerprint }) => Promise.resolve(fingerprint),
    );

    await expect(copying).rejects.toThrow("couldn't tell the key ring from others");
  });

  it('says that the storage is full where PostgreSQL says so', async () => {
    const connections = new KeyCluster(keys.url);
    const full = { kind: 'unavailable', code: 'storage-full', message: 'The storage is full.' };
    const filling = `do $$ begin raise exception sqlstate '53100'; end $$`;

    await expect(connections.query(filling)).rejects.toMatchObject(full);
    await expect(connections.transaction(run => run(filling))).rejects.toMatchObject(full);
    expect(await connections.query('select 1 as one')).toEqual([{ one: 1 }]);
    await connections.close();
  });
});
