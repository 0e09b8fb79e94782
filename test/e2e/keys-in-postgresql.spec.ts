import { randomUUID } from 'node:crypto';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDay, type Day } from '../../src/kernel/calendar.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { DecryptionFailed } from '../../src/platform/crypto/decryption-failed.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import { describeKeyRing } from '../../src/platform/crypto/key-ring.contract.js';
import { describeKilledKeyRing } from '../../src/platform/crypto/killed-key-ring.contract.js';
import { KeyCluster } from '../../src/platform/crypto/pg-key-ring/key-cluster.js';
import { PgKeyRing } from '../../src/platform/crypto/pg-key-ring/pg-key-ring.js';
import { keysIn, startKeyCluster, type KeysInCluster, type TestKeyCluster } from '../support/key-cluster.js';

const MONDAY = parseDay('2030-01-07');
const TUESDAY = parseDay('2030-01-08');
const SUNDAY = parseDay('2030-01-13');
/** Where a wrapping has its nonce, ciphertext and tag, all random. */
const SEALED = [17, 77] as const;

let cluster: TestKeyCluster;

beforeAll(async () => {
  cluster = await startKeyCluster();
});

afterAll(() => cluster.stop());

describeKeyRing('a key ring in PostgreSQL', () => keysIn(cluster));

describeKilledKeyRing('a key ring in PostgreSQL', async () => {
  const keys = await keysIn(cluster);
  const opened: PgKeyRing[] = [];
  return {
    open: async () => {
      opened.push(await keys.open());
      return opened.at(-1) ?? keys.open();
    },
    lifeMs: 1_500,
    argumentsOf: (task, seed) => [keys.folder, keys.dataFolder, task, String(seed), keys.url],
    [Symbol.asyncDispose]: async () => {
      await Promise.all(opened.map(ring => ring.close()));
      await keys.remove();
    },
  };
});

describe('a transaction on the cluster of a key ring', () => {
  it('fails, and the process goes on, when its connection ends between two statements', async () => {
    const keys = await keysIn(cluster);
    const connections = new KeyCluster(keys.url);
    const between = connections.transaction(async run => {
      const [own] = await run<{ pid: number }>('select pg_backend_pid() as pid');
      await cluster.sql(`select pg_terminate_backend(${own?.pid ?? 0}, 5000)`);
      await wait(100); // until the end of the connection has come through, while nothing is asked
      await run('select 1');
    });

    await expect(between).rejects.toMatchObject({ code: 'key-ring-unavailable' });
    expect(await connections.query('select 1 as one')).toEqual([{ one: 1 }]);
    await connections.close();
    await keys.remove();
  });
});

describe('the cluster of a key ring', () => {
  let keys: KeysInCluster;
  let ring: PgKeyRing;

  beforeEach(async () => {
    keys = await keysIn(cluster);
    ring = await keys.open();
  });

  afterEach(async () => {
    await ring.close();
    await keys.remove();
  });

  async function created(day = MONDAY): Promise<{ unitId: string; key: DataKey }> {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await ring.create(unitId, day, key);
    return { unitId, key };
  }

  /** What the purge does to a day: its key first, then all that is left of it. */
  async function endDay(day: Day, on: PgKeyRing = ring): Promise<void> {
    await on.destroyDay(day);
    await on.sweepDay(day);
  }

  const query = <Row extends object>(text: string) => cluster.sql<Row>(text, keys.url);

  /** The random bytes in the row of a unit, or of a day itself. */
  async function sealedBytes(day: Day, unitId = '00000000-0000-0000-0000-000000000000'): Promise<Buffer> {
    const where = `where day = '${day}' and unit = '${unitId}'`;
    const [row] = await query<{ wrapped: Buffer }>(`select wrapped from tallenne_keys.wrapping ${where}`);
    return row?.wrapped.subarray(...(row.wrapped.length === 61 ? [1, 61] : SEALED)) ?? Buffer.alloc(0);
  }

  /** The files of the cluster in which `bytes` lie, after all that is in memory was written to them. */
  async function filesWith(bytes: Buffer): Promise<string[]> {
    await cluster.sql('checkpoint');
    expect(bytes).toHaveLength(60);
    const entries = await readdir(cluster.clusterDir, { recursive: true, withFileTypes: true });
    const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
    const contents = await Promise.all(paths.map(path => readFile(path).catch(() => Buffer.alloc(0))));
    return paths
      .filter((_path, number) => contents[number]?.includes(bytes))
      .map(path => path.slice(cluster.clusterDir.length + 1));
  }

  const walFilesOnly = (files: readonly string[]) => files.every(file => file.startsWith('pg_wal/'));

  /** Goes on writing until the log of now has gone. */
  async function letWalGo(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await created(SUNDAY);
      await cluster.sql('select pg_switch_wal()');
      await cluster.sql('checkpoint');
    }
  }

  it('never holds a data key in clear', async () => {
    const { key } = await created();

    await cluster.sql('checkpoint');
    const bytes = key.exportBytes();
    const entries = await readdir(cluster.clusterDir, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter(found => found.isFile())) {
      const content = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
      expect(content.includes(bytes)).toBe(false);
    }
  });

  it('has a destroyed day in its write-ahead log at most, and calls the traces gone when it is not there either', async () => {
    const { unitId } = await created();
    const [dayKey, wrapping] = [await sealedBytes(MONDAY), await sealedBytes(MONDAY, unitId)];
    expect(walFilesOnly(await filesWith(dayKey))).toBe(false);
    await endDay(MONDAY);

    const left = [await filesWith(dayKey), await filesWith(wrapping)].flat();
    expect([walFilesOnly(left), left.length > 0]).toEqual([true, true]);
    expect(await ring.tracesAreGone(MONDAY)).toBe(false);
    await letWalGo();
    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
    expect([await filesWith(dayKey), await filesWith(wrapping)]).toEqual([[], []]);
  });

  it('has nothing of a wrapping that was dropped from a living day after the next day was destroyed', async () => {
    const [gone, kept] = [await created(SUNDAY), await created(SUNDAY)];
    await ring.copyTo(gone.unitId, SUNDAY, MONDAY);
    const wrapping = await sealedBytes(SUNDAY, gone.unitId);
    await ring.drop(gone.unitId, SUNDAY);
    expect(walFilesOnly(await filesWith(wrapping))).toBe(false);
    await endDay(MONDAY);
    expect(walFilesOnly(await filesWith(wrapping))).toBe(true);
    await letWalGo();

    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
    expect(await filesWith(wrapping)).toEqual([]);
    expect((await (await keys.open()).open(kept.unitId, SUNDAY)).equals(kept.key)).toBe(true);
    expect(await ring.daysOf(gone.unitId)).toEqual([]);
  });

  it('calls what was erased gone once a day from the erasure on was destroyed and its log is gone', async () => {
    const { unitId } = await created(SUNDAY);
    await ring.destroy(unitId);
    await letWalGo();
    expect(await ring.tracesAreGone(MONDAY)).toBe(false);
    await endDay(TUESDAY);
    await letWalGo();

    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
    expect(await ring.tracesAreGone(SUNDAY)).toBe(false);
  });

  it('does not take the log of a later day for that of a day which was destroyed after it', async () => {
    await created();
    await created(TUESDAY);
    await endDay(TUESDAY);
    await letWalGo();
    await endDay(MONDAY);
    expect(await ring.tracesAreGone(MONDAY)).toBe(false);
    await letWalGo();

    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
  });

  it('finishes a destruction that was interrupted after the day was gone', async () => {
    await created();
    await endDay(MONDAY);
    await query(`update tallenne_keys.key_day set destroyed_lsn = null`);
    await letWalGo();
    expect(await ring.tracesAreGone(MONDAY)).toBe(false);
    await endDay(MONDAY);
    await letWalGo();

    expect(await ring.tracesAreGone(MONDAY)).toBe(true);
  });

  it('has a table a day, and none of a destroyed one', async () => {
    await created();
    await created(TUESDAY);
    await endDay(MONDAY);

    const tables = await query<{ name: string }>(
      `select relname as name from pg_class where relname ~ '^wrapping_[0-9_]+$' and relkind = 'r' order by 1`,
    );
    expect(tables).toEqual([{ name: 'wrapping_2030_01_08' }]);
  });

  it('takes the place of the day key for no unit', async () => {
    await created();
    const nobody = '00000000-0000-0000-0000-000000000000';

    await expect(ring.drop(nobody, MONDAY)).rejects.toThrow(RangeError);
    await expect(ring.destroy(nobody)).rejects.toThrow(RangeError);
    await expect(ring.open(nobody, MONDAY)).rejects.toThrow(RangeError);
    for await (const unit of ring.unitsOf(MONDAY)) expect(unit).not.toBe(nobody);
  });

  it('keeps what moves, comes and goes while days are destroyed and written anew by others', async () => {
    const others = await Promise.all([keys.open(), keys.open()]);
    const units = await Promise.all(Array.from({ length: 40 }, () => created(SUNDAY)));
    const moves = units.map(async ({ unitId }, number) => {
      const mover = others[number % 2] ?? ring;
      await mover.copyTo(unitId, SUNDAY, TUESDAY);
      await mover.drop(unitId, SUNDAY);
    });
    const days = Array.from({ length: 8 }, (_, number) => parseDay(`2029-12-0${number + 1}`));
    await Promise.all([...moves, ...days.map(day => created(day).then(() => endDay(day, others[0])))]);

    for (const { unitId, key } of units) {
      expect((await ring.open(unitId, TUESDAY)).equals(key)).toBe(true);
      expect(await ring.daysOf(unitId)).toEqual([TUESDAY]);
    }
    expect(await ring.days()).toEqual([TUESDAY, SUNDAY]);
    await Promise.all(others.map(other => other.close()));
  }, 60_000);

  it('opens no wrapping in the place of another unit or day, and calls a changed one damaged', async () => {
    const [one, other] = [await created(), await created()];
    await created(TUESDAY);
    await query(`update tallenne_keys.wrapping w set wrapped = o.wrapped from tallenne_keys.wrapping o
      where w.unit = '${one.unitId}' and o.unit = '${other.unitId}'`);
    await query(`update tallenne_keys.wrapping set day = '${TUESDAY}' where unit = '${other.unitId}'`);

    await expect(ring.open(one.unitId, MONDAY)).rejects.toThrow(DecryptionFailed);
    await expect(ring.open(other.unitId, TUESDAY)).rejects.toThrow(DecryptionFailed);
  });

  it('goes on after the cluster was away', async () => {
    const { unitId, key } = await created();
    const restarted = cluster.restart(500);
    const untilRefused = async (): Promise<void> => {
      for (;;) await ring.create(randomUUID(), MONDAY, DataKey.generate());
    };
    await expect(untilRefused()).rejects.toMatchObject({ code: 'key-ring-unavailable' });
    await restarted;

    expect((await (await keys.open()).open(unitId, MONDAY)).equals(key)).toBe(true);
    expect(await ring.days()).toEqual([MONDAY]);
  });
});

describe('the start on a key cluster', () => {
  const terms = { mainSystem: 'another', archiveDeclared: false };

  async function refusalOf(changed: { mainSystem?: string; archiveDeclared?: boolean } = {}, url?: string) {
    const keys = await keysIn(cluster);
    const place = { folder: keys.folder, outsideOf: keys.dataFolder };
    try {
      await (await PgKeyRing.open({ url: url ?? keys.url, ...place, ...terms, ...changed })).close();
      return 'none';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      await keys.remove();
    }
  }

  it('goes on where nothing speaks against it', async () => {
    expect(await refusalOf()).toBe('none');
  });

  it('refuses the cluster of the main database', async () => {
    const [row] = await cluster.sql<{ id: string }>('select system_identifier::text as id from pg_control_system()');
    expect(await refusalOf({ mainSystem: row?.id ?? '' })).toMatch(
      /^KEYS_DATABASE_URL: this is the cluster of the main/,
    );
  });

  it('refuses a cluster that is not there', async () => {
    const nobody = 'postgresql://tallenne_owner:x@127.0.0.1:1/keys';
    expect(await refusalOf({}, nobody)).toMatch(/^KEYS_DATABASE_URL: PostgreSQL cannot be reached/);
  });

  it('refuses a role that cannot see the write-ahead log', async () => {
    await cluster.sql('revoke pg_monitor from tallenne_owner');
    expect(await refusalOf().finally(() => cluster.sql('grant pg_monitor to tallenne_owner'))).toMatch(
      /grant pg_monitor/,
    );
  });

  it('refuses another root key than the ring began with, and a folder without one', async () => {
    const keys = await keysIn(cluster);
    const root = join(keys.folder, 'root.key');
    await (await keys.open()).close();
    const kept = await readFile(root);
    await rm(root);
    await expect(keys.open()).rejects.toThrow(/copy root.key of the server that began/);
    await rm(keys.folder, { recursive: true });
    const other = await keysIn(cluster);
    await (await other.open()).close();
    await cp(other.folder, keys.folder, { recursive: true });
    expect(kept.equals(await readFile(root))).toBe(false);
    await expect(keys.open()).rejects.toThrow(/is not the one of this key cluster/);
    await Promise.all([keys.remove(), other.remove()]);
  });

  it('tells a cluster that came up empty from the one that was lost', async () => {
    const [keys, empty] = [await keysIn(cluster), await keysIn(cluster)];
    const first = await keys.open();
    await cp(keys.folder, empty.folder, { recursive: true });
    const [again, other] = [await keys.open(), await empty.open()];

    expect(again.fingerprint).toBe(first.fingerprint);
    expect(other.fingerprint).not.toBe(first.fingerprint);
    await Promise.all([first.close(), again.close(), other.close()]);
    await Promise.all([keys.remove(), empty.remove()]);
  });

  it('begins one ring where several processes start at once', async () => {
    const keys = await keysIn(cluster);
    const rings = await Promise.all(Array.from({ length: 4 }, () => keys.open()));
    expect(new Set(rings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    const unitId = randomUUID();
    await rings[0]?.create(unitId, MONDAY, DataKey.generate());
    await expect(rings[3]?.open(unitId, MONDAY)).resolves.toBeInstanceOf(DataKey);
    await Promise.all(rings.map(ring => ring.destroyDay(MONDAY)));
    await expect(rings[2]?.create(unitId, MONDAY, DataKey.generate())).rejects.toThrow(KeyGone);
    await Promise.all(rings.map(ring => ring.close()));
    await keys.remove();
  });

  it.each([
    ['full_page_writes=off', /full_page_writes=off/],
    ['synchronous_commit=off', /synchronous_commit=off/],
    ['wal_recycle=on', /wal_recycle=off/],
  ])('refuses a cluster with %s', async (setting, line) => {
    const [name = '', value = ''] = setting.split('=');
    const own = await startKeyCluster({ [name]: value });
    const keys = await keysIn(own);
    try {
      await expect(keys.open()).rejects.toThrow(line);
    } finally {
      await own.stop();
    }
  });

  it('refuses a cluster that archives its log, unless it is declared for how long', async () => {
    const own = await startKeyCluster({ archive_mode: 'on', archive_command: 'true' });
    const keys = await keysIn(own);
    const place = { url: keys.url, folder: keys.folder, outsideOf: keys.dataFolder };
    try {
      await expect(keys.open()).rejects.toThrow(/TALLENNE_KEYS_ARCHIVE_DAYS/);
      const declared = await PgKeyRing.open({ ...place, mainSystem: 'another', archiveDeclared: true });
      await declared.close();
    } finally {
      await own.stop();
    }
  });
});
