import { appendFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogGate } from '../../src/audit/index.js';
import type { DemoPeople } from '../../src/cli/demo/create-accounts.js';
import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { MANIFEST, readManifest } from '../../src/platform/files/backup/manifest.js';
import { exists } from '../../src/platform/files/durable.js';
import { Reconcile, RunPurges } from '../../src/retention/index.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import {
  Command,
  embeddedPlace,
  runCommand,
  startEmbeddedServer,
  type EmbeddedPlace,
} from '../support/embedded-server.js';
import { hold } from '../support/hold.js';
import { loggedEvents, settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import type { TestServer } from '../support/server.js';
import { IN_FINLAND } from '../support/in-finland.js';

const DAY_MS = 86_400_000;
const NOW = new Date();
const OLD = new Date(NOW.getTime() - 58 * DAY_MS);
const REASON = ['--reason', 'Levy hajosi, varmuuskopio palautettu.'];

let place: EmbeddedPlace;
let first: TestServer;
let people: DemoPeople;
const clock = new MovableClock(NOW);
let seed = 0;
const ids = { old: '', held: '', recent: '', later: '' };
const duringBackup: string[] = [];
const backup = () => join(place.root, 'backup');

async function deliver(at: Date, server = first): Promise<string> {
  seed += 1;
  const { status, body } = await server.ingest().deliver(callMetadata(at), wav({ seed, seconds: 0.5 }));
  expect(status).toBe(201);
  return String(body.id);
}

const manifest = () => readManifest(join(backup(), MANIFEST));

beforeAll(async () => {
  place = await embeddedPlace();
  const server = await startEmbeddedServer(place.env('data'), clock);
  [first, people] = [server, server.people];
  [ids.old, ids.held, ids.recent] = [await deliver(OLD), await deliver(OLD), await deliver(NOW)];
  await settleLog(first);
}, 120_000);

afterAll(async () => {
  await place.remove();
});

describe('a backup', () => {
  it('is refused inside the data, the keys or the log’s copy, and around them', async () => {
    const wrong = ['data/backup', 'keys/backup', 'log-copy/backup', '.'].map(name => join(place.root, name));
    for (const folder of wrong) {
      const { code, output } = await runCommand(first.env, 'backup', folder);
      expect([code, output]).toEqual([1, expect.stringContaining('must lie beside each other')]);
    }
    expect(await loggedEvents(first, 'backup.taken')).toEqual([]);
  }, 180_000);

  it('that is killed has no manifest, and the next one is taken into the same folder', async () => {
    const command = new Command(first.env, 'backup', backup());
    while (!(await readdir(backup()).catch((): string[] => [])).some(name => name.startsWith('database-')))
      await sleep(5);
    command.child.kill('SIGKILL');
    await command.ended;
    expect(await manifest()).toBeNull();
    const { code, output } = await runCommand(place.env('restored'), 'restore', backup());
    expect([code, output]).toEqual([1, expect.stringContaining('never finished')]);
    expect(await exists(join(place.root, 'restored'))).toBe(false);
  }, 180_000);

  it('is taken while recordings come in, and holds everything but the keys', async () => {
    const command = new Command(first.env, 'backup', backup());
    do duringBackup.push(await deliver(NOW));
    while (command.child.exitCode === null);
    expect([await command.ended, command.output]).toEqual([0, expect.stringContaining('is whole')]);
    expect(duringBackup.length).toBeGreaterThan(1);

    const names = (await readdir(backup(), { recursive: true })).map(String);
    expect(
      names.filter(name => /root\.key|day\.key|log-signing-keys|postgres\.json|postmaster\.pid/.test(name)),
    ).toEqual([]);
    expect(names.filter(name => name.startsWith('database-') && !name.includes('/'))).toHaveLength(1);
    for (const id of Object.values(ids).filter(id => id !== '')) expect(names).toContain(`blobs/${id.slice(-2)}/${id}`);
    const [event] = await loggedEvents(first, 'backup.taken');
    expect(event).toMatchObject({
      actor: { kind: 'system', address: 'command line' },
      facts: { database: expect.stringMatching(/\//) },
    });
  }, 300_000);

  it('copies only the blobs that are new when it is taken again', async () => {
    const { code, output } = await runCommand(first.env, 'backup', backup());
    expect(code).toBe(0);
    const before = Number((await loggedEvents(first, 'backup.taken'))[0]?.facts?.copied);
    const [, again] = await loggedEvents(first, 'backup.taken');
    expect(before).toBeGreaterThan(2);
    expect(Number(again?.facts?.copied)).toBeLessThan(before);
    expect(again?.facts?.blobs).toBe(duringBackup.length + 3);
    expect(output).toContain('tallenne keys backup');
  }, 180_000);

  it('leaves no replication slot and no backup mode in the database', async () => {
    expect(await first.sql('select from pg_replication_slots')).toEqual([]);
  });
});

describe('a restored backup', () => {
  let server: TestServer;

  beforeAll(async () => {
    await hold(first, ids.held, ['complaint'], addDays(helsinkiDay(NOW), 60));
    ids.later = await deliver(NOW);
    clock.advance(6 * DAY_MS);
    await first.app.get(RunPurges).execute();
    expect(await first.sql('select from recording where id = $1', [ids.old])).toEqual([]);
    await settleLog(first);
  }, 180_000);

  it('goes into an empty folder only, and not into that of a running server', async () => {
    expect((await runCommand(first.env, 'restore', backup())).output).toContain('is not empty');
    await mkdir(join(place.root, 'other'));
    await writeFile(join(place.root, 'other', 'letter.txt'), 'precious');
    const { code, output } = await runCommand(place.env('other'), 'restore', backup());
    expect([code, output]).toEqual([1, expect.stringContaining('is not empty')]);
    await first.stop();
    expect((await runCommand(first.env, 'restore', backup())).output).toContain('is not empty');
  }, 180_000);

  it('comes back without a recording that is damaged in it, which it names, and not without its whole database', async () => {
    const damaged = join(place.root, 'damaged');
    await cp(backup(), damaged, { recursive: true });
    const blob = join(damaged, 'blobs', ids.recent.slice(-2), ids.recent);
    const bytes = await readFile(blob);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(blob, bytes);
    const changed = await runCommand(place.env('restored'), 'restore', damaged);
    const name = `blobs/${ids.recent.slice(-2)}/${ids.recent}`;
    expect([changed.code, changed.output]).toEqual([
      1,
      expect.stringContaining(`not back: 1. Everything else is.\n  ${name}`),
    ]);
    const there = (await readdir(join(place.root, 'restored'), { recursive: true })).map(String);
    expect(there.filter(file => file.endsWith(ids.held))).toHaveLength(1);
    expect(there.filter(file => file.endsWith(ids.recent))).toEqual([]);
    expect(there).toContain('postgres/PG_VERSION');
    expect(there).not.toContain('restore-unfinished');
    const file = (await readdir(damaged)).find(one => one.startsWith('database-')) ?? '';
    await appendFile(join(damaged, file, 'PG_VERSION'), 'x');
    const refused = await runCommand(place.env('none'), 'restore', damaged);
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('not as it was written: database-')]);
    await appendFile(join(damaged, MANIFEST), '{}\n');
    expect((await runCommand(place.env('none'), 'restore', damaged)).output).toContain('not as it was written');
    await rm(damaged, { recursive: true });
  }, 180_000);

  it('that was cut off starts no server, and is begun again with the same command', async () => {
    const restored = join(place.root, 'restored');
    await rm(restored, { recursive: true, force: true });
    const command = new Command(place.env('restored'), 'restore', backup());
    while (!(await exists(join(restored, 'postgres.restored', 'base')))) await sleep(2);
    command.child.kill('SIGKILL');
    await command.ended;
    const { code, output } = await runCommand({ ...place.env('restored'), ...IN_FINLAND }, 'serve');
    expect([code, output.trim()]).toEqual([1, expect.stringMatching(/^A restore into [^\n]* was cut off[^\n]*$/)]);
    expect(await exists(join(restored, 'postgres'))).toBe(false);
    const again = await runCommand(place.env('restored'), 'restore', backup());
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('audit accept-restore')]);
    expect(again.output).toContain('was left as it is');
  }, 300_000);

  it('says that the log’s copy is the backup’s also where the restore that put it there was cut off', async () => {
    const env = { ...place.env('lost'), TALLENNE_LOG_COPY_URL: `file://${join(place.root, 'lost-log-copy')}` };
    const command = new Command(env, 'restore', backup());
    while (!(await exists(join(place.root, 'lost', 'postgres.restored', 'base')))) await sleep(2);
    command.child.kill('SIGKILL');
    await command.ended;
    const again = await runCommand(env, 'restore', backup());
    expect([again.code, again.output]).toEqual([0, expect.stringContaining('copy came from the backup')]);
    expect(again.output).not.toContain('was left as it is');
  }, 300_000);

  it('plays and purges nothing until somebody has accepted it', async () => {
    server = await startEmbeddedServer(place.env('restored'), clock, people);
    expect(server.app.get(LogGate).isClosed('not-continued')).toBe(true);
    await expect(server.app.get(RunPurges).execute()).rejects.toMatchObject({ code: 'log-not-continued' });
    await expect(server.app.get(Reconcile).execute(null)).rejects.toMatchObject({ code: 'log-not-continued' });
    expect(await server.sql('select from recording where id = $1', [ids.old])).toHaveLength(1);
  }, 180_000);

  it('brings nothing back that was purged, keeps what is held, and loses no recording that it has', async () => {
    const { code, output } = await runCommand(server.env, 'audit', 'accept-restore', ...REASON);
    expect([code, output]).toEqual([0, expect.stringContaining('brought about once more: purge.intended')]);
    await settleLog(server);
    await server.app.get(RunPurges).execute();
    await server.app.get(Reconcile).execute(null);
    await server.app.get(DeleteBlobs).execute();
    const kept = await server.sql<{ id: string }>('select id from recording');
    const before = new Set(kept.map(({ id }) => id));
    expect(before.has(ids.old)).toBe(false);
    expect([before.has(ids.held), before.has(ids.recent)]).toEqual([true, true]);
    expect(duringBackup.every(id => before.has(id))).toBe(true);
    const risto = await server.as('risto.reklamaatio');
    const granted = await risto.post(`/recordings/${ids.held}/playbacks`, { purpose: 'complaint', reference: 'R-1' });
    const heard = await risto.get(String(granted.body.audioUrl));
    expect(heard.bytes.equals(wav({ seed: 2, seconds: 0.5 }))).toBe(true);
    await checkCustody(server);
    await server.stop();
  }, 300_000);
});
