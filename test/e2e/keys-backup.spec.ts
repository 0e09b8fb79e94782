import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { writeKeysBackup } from '../../src/cli/keys/back-up-keys.js';
import { readKeysBackup, withoutKeys } from '../../src/cli/keys/restore-keys.js';
import { withApp } from '../../src/cli/with-app.js';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { readConfig } from '../../src/platform/config/index.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { KeyGone } from '../../src/platform/crypto/key-gone.js';
import { standInFolder } from '../../src/platform/crypto/key-backup/keys-of-settings.js';
import type { RestoredKeys } from '../../src/platform/crypto/key-backup/restored-days.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { startServer } from '../../src/server/start-server.js';
import { openRingOf } from '../custody/kept-keys.js';
import { startKeyCluster, type TestKeyCluster } from '../support/key-cluster.js';
import { loggedEvents } from '../support/log.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const TODAY = helsinkiDay(NOW);
const SOON = addDays(TODAY, 3);
const LATER = addDays(TODAY, 40);

let cluster: TestKeyCluster;

beforeAll(async () => {
  cluster = await startKeyCluster();
});

afterAll(() => cluster.stop());

describe.each(['a folder', 'a cluster'])('a backup of the keys in %s', kind => {
  let server: TestServer;
  let place: string;
  let recipient: string;
  const file = () => join(place, 'keys.age');
  const identity = () => join(place, 'identity');

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'tallenne-backup-'));
    const secret = await generateX25519Identity();
    recipient = await identityToRecipient(secret);
    await writeFile(identity(), `# for the tests\n${secret}\n`);
    server = await startTestServer({ env: await emptyPlace() });
  });

  afterEach(async () => {
    await server.stop();
    await rm(place, { recursive: true, force: true });
  });

  async function emptyPlace(): Promise<Record<string, string>> {
    const TALLENNE_KEYS_DIR = join(place, randomUUID());
    return kind === 'a folder'
      ? { TALLENNE_KEYS_DIR }
      : { TALLENNE_KEYS_DIR, KEYS_DATABASE_URL: await cluster.createDatabase() };
  }

  async function created(day: Day): Promise<{ unitId: string; day: Day; key: DataKey }> {
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await server.app.get(KeyRing).create(unitId, day, key);
    return { unitId, day, key };
  }

  const backUp = () => writeKeysBackup(server.app, file(), recipient);

  /** Restores where `env` says, as the command does. */
  async function restore(env: Record<string, string>, from = file()): Promise<RestoredKeys> {
    const settings = { ...server.env, ...env };
    const restored: RestoredKeys[] = [];
    await using standIn = await standInFolder();
    const session = { say: () => undefined, fail: () => undefined, untilStopped: () => Promise.resolve() };
    const work = async (app: Parameters<Parameters<typeof withApp>[2]>[0]): Promise<void> => {
      restored.push(await readKeysBackup(app, readConfig(settings), { file: from, identity: identity() }));
    };
    await withApp(withoutKeys(readConfig(settings), standIn.path, settings), session, work, server.clock);
    if (!restored[0]) throw new Error('nothing was restored');
    return restored[0];
  }

  const ringAt = (env: Readonly<Record<string, string>>) =>
    openRingOf({ ...server, env, folders: { ...server.folders, keys: env.TALLENNE_KEYS_DIR ?? '' } });

  it('brings back every living day with its units, and the one root key', async () => {
    const units = [await created(SOON), await created(SOON), await created(LATER)];
    const { fingerprint, tombstoneKey } = server.app.get(KeyRing);
    const indexKey = await server.app.get(KeyRing).indexKey(SOON);
    const months = await server.sql('select from audit_month');
    const written = await backUp();
    const elsewhere = await emptyPlace();
    const restored = await restore(elsewhere);

    const ring = await ringAt(elsewhere);
    for (const { unitId, day, key } of units) expect((await ring.open(unitId, day)).equals(key)).toBe(true);
    expect((await ring.indexKey(SOON)).equals(indexKey)).toBe(true);
    expect([ring.fingerprint, ring.tombstoneKey.equals(tombstoneKey)]).toEqual([fingerprint, true]);
    expect(restored).toEqual({ days: written.days, units: 3 + months.length, daysDropped: 0 });
    const [unitId, key] = [randomUUID(), DataKey.generate()];
    await ring.create(unitId, SOON, key);
    expect((await ring.open(unitId, SOON)).equals(key)).toBe(true);
    await ring.close();
    await startedOn(elsewhere);
  });

  it('does not bring back what was destroyed since, nor what is over, and no such day begins again', async () => {
    const [destroyed, over, kept] = [await created(SOON), await created(TODAY), await created(LATER)];
    await backUp();
    await server.sql(`insert into due_day (day, state) values ('${SOON}', 'closing'), ('2026-11-01', 'destroyed')`);
    server.clock.moveTo(startOfDay(addDays(TODAY, 1)));
    const elsewhere = await emptyPlace();
    const restored = await restore(elsewhere);

    const ring = await ringAt(elsewhere);
    expect(restored.daysDropped).toBe(2);
    expect((await ring.open(kept.unitId, LATER)).equals(kept.key)).toBe(true);
    for (const { unitId, day } of [destroyed, over]) await expect(ring.open(unitId, day)).rejects.toThrow(KeyGone);
    for (const day of [SOON, TODAY, '2026-11-01' as Day]) {
      await expect(ring.create(randomUUID(), day, DataKey.generate())).rejects.toThrow(KeyGone);
    }
    await ring.close();
  });

  it('leaves out a day that is over, so that it outlives no certificate of that day', async () => {
    const [over, kept] = [await created(TODAY), await created(SOON)];
    server.clock.moveTo(startOfDay(addDays(TODAY, 1)));
    await backUp();
    server.clock.moveTo(NOW); // as one who restores with a clock that was set back
    const elsewhere = await emptyPlace();
    const { daysDropped } = await restore(elsewhere);

    const ring = await ringAt(elsewhere);
    expect(daysDropped).toBe(0);
    await expect(ring.open(over.unitId, TODAY)).rejects.toThrow(KeyGone);
    expect((await ring.open(kept.unitId, SOON)).equals(kept.key)).toBe(true);
    await ring.close();
  });

  it('is refused from the day after its last one on', async () => {
    const { deleteBy } = await backUp();
    expect(deleteBy).toBe(addDays(TODAY, 7));
    server.clock.moveTo(startOfDay(addDays(deleteBy, 1)));

    await expect(restore(await emptyPlace())).rejects.toMatchObject({ code: 'key-backup-expired' });
    server.clock.moveTo(new Date(startOfDay(addDays(deleteBy, 1)).getTime() - 1));
    await expect(restore(await emptyPlace())).resolves.toMatchObject({ daysDropped: 0 });
  });

  it('is refused where there are keys, and leaves them', async () => {
    const unit = await created(SOON);
    await backUp();

    await expect(restore({ ...server.env })).rejects.toMatchObject({ code: 'key-ring-not-empty' });
    const ring = await ringAt(server.env);
    expect((await ring.open(unit.unitId, SOON)).equals(unit.key)).toBe(true);
    await ring.close();
  });

  it('is refused as the backup of another ring, for another identity, or damaged: then there is no ring to start on', async () => {
    await Promise.all(Array.from({ length: 800 }, () => created(SOON))); // more than age authenticates at a time
    await backUp();
    const [whole, cut] = [await readFile(file()), join(place, 'cut.age')];
    await writeFile(cut, whole.subarray(0, whole.length - 100));
    const elsewhere = await emptyPlace();

    await expect(restore(elsewhere, cut)).rejects.toMatchObject({ code: 'key-backup-damaged' });
    await expect(startedOn(elsewhere)).rejects.toMatchObject({
      code: kind === 'a folder' ? 'keys-folder-refused' : 'key-ring-unknown',
    });
    await expect(restore(elsewhere)).resolves.toMatchObject({ daysDropped: 0 });
    await writeFile(identity(), await generateX25519Identity());
    await expect(restore(await emptyPlace())).rejects.toMatchObject({ code: 'key-backup-refused' });
  });

  /** A server of its own on the same database, whose keys are where `env` says. */
  async function startedOn(env: Record<string, string>): Promise<void> {
    const config = readConfig({ ...server.env, ...env });
    const quiet = { onNotice: () => undefined, onLost: () => undefined };
    await (await startServer({ config, clock: server.clock, ...quiet })).stop();
  }

  it('is refused as the backup of a ring that the database does not know', async () => {
    await backUp();
    await server.sql(`update known_key_ring set fingerprint = 'another'`);

    await expect(restore(await emptyPlace())).rejects.toMatchObject({ code: 'key-ring-unknown' });
    await expect(writeKeysBackup(server.app, join(place, 'more'), recipient)).rejects.toMatchObject({
      code: 'key-ring-unknown',
    });
  });

  it('is one file for its owner alone, in which nobody finds a key, and never takes the place of another', async () => {
    const { key } = await created(SOON);
    await backUp();
    const bytes = await readFile(file());

    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    for (const secret of [key.exportBytes(), await readFile(join(server.env.TALLENNE_KEYS_DIR ?? '', 'root.key'))]) {
      for (const form of ['base64', 'hex'] as const) expect(bytes.includes(secret.toString(form))).toBe(false);
      expect(bytes.includes(secret)).toBe(false);
    }
    await expect(backUp()).rejects.toMatchObject({ code: 'file-exists' });
    expect((await readFile(file())).equals(bytes)).toBe(true);
    expect((await readdir(place)).filter(name => name.includes('draft'))).toEqual([]);
  });

  it('is refused for what is no recipient, and in the folders of the server, links to them included', async () => {
    for (const to of ['nobody', 'AGE-SECRET-KEY-1', '']) {
      await expect(writeKeysBackup(server.app, file(), to)).rejects.toMatchObject({ code: 'recipient-refused' });
    }
    const link = join(place, 'link');
    await symlink(server.folders.data, link);
    const { data, blobs } = server.folders;
    for (const folder of [data, server.env.TALLENNE_KEYS_DIR ?? '', blobs, `${data}-log-copy`, link]) {
      const inside = writeKeysBackup(server.app, join(folder, 'keys.age'), recipient);
      await expect(inside).rejects.toMatchObject({ code: 'file-refused' });
    }
  });

  it('leaves an event each, before it is of use, and no key in either', async () => {
    await created(SOON);
    const { sha256, deleteBy, days, units } = await backUp();
    await restore(await emptyPlace());
    const events = await loggedEvents(server, 'keys.backed-up', 'keys.restored');

    expect(events.map(({ facts }) => facts)).toEqual([
      { sha256, deleteBy, days, units },
      { sha256, createdAt: NOW.toISOString(), days, units, daysDropped: 0 },
    ]);
  });

  it('does not exist without its event', async () => {
    await server.sql('alter table audit_event add constraint closed check (false) not valid');
    await expect(backUp()).rejects.toThrow();
    expect(await readdir(place)).not.toContain('keys.age');
    await server.sql('alter table audit_event drop constraint closed');
  });

  it('holds what moves while it is written, on one of its days at least', async () => {
    const units = await Promise.all(Array.from({ length: 60 }, () => created(LATER)));
    const ring = server.app.get(KeyRing);
    const moves = units.map(async ({ unitId }) => {
      await ring.copyTo(unitId, LATER, SOON);
      await ring.drop(unitId, LATER);
    });
    await Promise.all([backUp(), ...moves]);
    const elsewhere = await emptyPlace();
    await restore(elsewhere);

    const restored = await ringAt(elsewhere);
    for (const { unitId } of units) expect((await restored.daysOf(unitId)).length).toBeGreaterThan(0);
    await restored.close();
  });
});

describe('a backup of the keys', () => {
  it('moves a key ring from a folder into a cluster', async () => {
    const place = await mkdtemp(join(tmpdir(), 'tallenne-backup-'));
    const server = await startTestServer();
    const secret = await generateX25519Identity();
    await writeFile(join(place, 'identity'), secret);
    const unitId = randomUUID();
    await server.app.get(KeyRing).create(unitId, SOON, DataKey.generate());
    await writeKeysBackup(server.app, join(place, 'keys.age'), await identityToRecipient(secret));
    const into = { TALLENNE_KEYS_DIR: join(place, 'keys'), KEYS_DATABASE_URL: await cluster.createDatabase() };
    const from = { file: join(place, 'keys.age'), identity: join(place, 'identity') };
    await readKeysBackup(server.app, readConfig({ ...server.env, ...into }), from);
    const moved = await openRingOf({
      ...server,
      env: into,
      folders: { ...server.folders, keys: into.TALLENNE_KEYS_DIR },
    });

    expect(await moved.daysOf(unitId)).toEqual([SOON]);
    expect(moved.fingerprint).toBe(server.app.get(KeyRing).fingerprint);
    await moved.close();
    await server.stop();
    await rm(place, { recursive: true });
  });
});
