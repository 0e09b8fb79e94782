import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogGate } from '../../src/audit/index.js';
import { CopyJob } from '../../src/audit/copy/copy.job.js';
import { IntegrateEvents } from '../../src/audit/integration/integrate-events.js';
import { parseDay } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { NoteSigner, signedNote } from '../../src/platform/crypto/note-keys.js';
import { LocalBlobStore } from '../../src/platform/blobs/local-blob-store.js';
import { RunPurges } from '../../src/retention/index.js';
import { readKept } from '../custody/kept.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { hold } from '../support/hold.js';
import { loggedEvents, settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { backUpDatabase, type DatabaseBackup, endOnBackup, restoreDatabase } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

const CALL_AT = new Date('2026-09-28T07:00:00Z');
/** The day after the last day of what was called then. */
const PURGED_AT = new Date('2026-11-29T08:00:00Z');
const RESTORED_AT = new Date('2026-12-01T08:00:00Z');
const purpose = { purpose: 'service-development', reference: 'INC-1' };

/** A backup is taken, work goes on, the backup is put back: what happened meanwhile must not be undone by it. */
describe('a restored backup', () => {
  let first: TestServer;
  let server: TestServer;
  let backup: DatabaseBackup;
  let revoked: TestPerson;
  let renewed: TestPerson;
  let [old, held, later] = ['', '', ''];

  beforeEach(async () => {
    first = await startTestServer({ at: CALL_AT });
    server = first;
    old = await deliver(CALL_AT, 1);
    held = await deliver(CALL_AT, 2);
    first.clock.moveTo(new Date('2026-11-20T07:00:00Z'));
    later = await deliver(new Date('2026-11-20T06:00:00Z'), 3);
    const grants = [{ role: 'agent', purposes: ['service-development'] }];
    revoked = await addPerson(first, { grants });
    renewed = await addPerson(first, { grants });
    await settleLog(server);
    backup = await backUpDatabase(first);
    await goOnWorking();
    await settleLog(server);
    await first.app.close();
    await restoreDatabase(first, backup);
    first.clock.moveTo(RESTORED_AT);
    server = await first.beside();
  });
  afterEach(async () => {
    await endOnBackup(first, server);
  });

  it('closes playback, and says how to go on', async () => {
    const maija = await server.as('maija.malli');
    const answer = await maija.post(`/recordings/${later}/playbacks`, purpose);
    expect(answer).toMatchObject({ status: 503, body: { code: 'log-closed', because: 'not-continued' } });
    expect(String(answer.body.title)).toContain('tallenne audit accept-restore');
    await server.app.get(CopyJob).look();
    expect(await server.app.get(IntegrateEvents).execute()).toBe(0);
  });

  it('shows nothing of recordings and callers to anybody until it is accepted; auditors and administrators can look, and calls come in', async () => {
    const closed = { status: 503, body: { code: 'log-closed', because: 'not-continued' } };
    const person = await server.as(revoked.username); // whose right was taken away after the backup
    for (const path of ['/recordings', '/recordings?phone=%2B358401234567', `/recordings/${later}`])
      expect(await person.get(path)).toMatchObject(closed);
    expect((await (await server.as('aila.auditoija')).get('/audit/alarms')).status).toBe(200);
    expect((await (await server.as('yrjo.yllapito')).get('/staff')).status).toBe(200);
    expect(await deliver(RESTORED_AT, 9)).toMatch(/^[0-9a-f-]{36}$/);
    const { code } = await tallenne('accept-restore', '--reason', 'Levy hajosi, varmuuskopio palautettu.');
    expect(code).toBe(0);
    await server.app.get(CopyJob).look();
    expect((await (await server.as('maija.malli')).get('/recordings')).status).toBe(200);
  });

  it('is accepted with a reason: one log, and nothing of what happened meanwhile is undone', async () => {
    const session = await server.as('maija.malli');
    const before = await copySize();
    const { code, output } = await tallenne('accept-restore', '--reason', 'Levy hajosi, varmuuskopio palautettu.');
    expect([code, output]).toEqual([0, expect.stringContaining('one log again')]);
    expect(output).toContain('brought about once more: grant.revoked 2');
    expect(output).toContain('not in the backup, look into it: recording.ingested 1');
    expect(output).not.toContain('recording.opened');

    await settleLog(server);
    expect(server.app.get(LogGate).reasons()).toEqual([]);
    expect(await copySize()).toBeGreaterThan(before);
    expect((await tallenne('verify')).code).toBe(0);
    expect((await tallenne('verify', '--export', `${server.folders.data}-log-copy`)).code).toBe(0);
    expect(await loggedEvents(server, 'playback.granted')).toHaveLength(2);
    const [accepted] = await loggedEvents(server, 'log.restore-accepted');
    expect(accepted?.facts?.replayed).toMatchObject({ 'grant.revoked': 2, 'staff.deactivated': 1, 'due-day.moved': 1 });

    expect((await session.get('/me')).status).toBe(401);
    const { body } = await (await server.as(revoked.username)).get('/me');
    expect(body.roles).toEqual([]);
    expect(
      (await server.anonymous().post('/sessions', { username: 'eero.esimerkki', password: 'esittely-2026' })).status,
    ).toBe(401);
    const { body: again } = await (await server.as(renewed.username)).get('/me');
    expect(again.roles).toEqual([]);

    await server.app.get(RunPurges).execute();
    const rows = await server.sql<{ id: string; due_on: string; hold_purposes: string }>(
      'select id, due_on, hold_purposes::text from recording order by id',
    );
    expect(rows.map(({ id }) => id).sort()).toEqual([held, later].sort());
    expect(rows.find(({ id }) => id === held)).toMatchObject({ due_on: '2027-02-01', hold_purposes: '{complaint}' });
    const risto = await server.as('risto.reklamaatio');
    const granted = await risto.post(`/recordings/${held}/playbacks`, { purpose: 'complaint', reference: 'R-1' });
    expect(granted.status).toBe(201);
    const heard = await risto.get(String(granted.body.audioUrl));
    expect(heard.bytes.equals(wav({ seed: 2, seconds: 2 }))).toBe(true);
    await forgetWhatIsLost();
    await checkCustody(server);
  }, 60_000);

  it('says of what was purged meanwhile what the log says: as much, and in time', async () => {
    expect((await tallenne('accept-restore', '--reason', 'Levy hajosi.')).code).toBe(0);
    await settleLog(server);
    await server.app.get(RunPurges).execute();
    const certificates = await server.sql<{ unit_kind: string; at: Date }>(
      'select unit_kind, key_destroyed_at as at from deletion_certificate order by unit_kind desc',
    );
    expect(certificates).toEqual([
      { unit_kind: 'recording', at: PURGED_AT },
      { unit_kind: 'contact-history', at: PURGED_AT },
    ]);
    expect(await server.sql('select recordings, contacts, key_destroyed_at as at from purge_run')).toEqual([
      { recordings: 1, contacts: 1, at: PURGED_AT },
    ]);
    const completed = await loggedEvents(server, 'purge.completed');
    const facts = { recordings: 1, contacts: 1, keyDestroyedAt: PURGED_AT.toISOString() };
    expect(completed.map(event => event.facts)).toMatchObject([facts, facts]);
    const { body } = await (await server.as('aila.auditoija')).get('/retention/statements/2026-11');
    expect(body).toMatchObject({ deleted: { inTime: 2, late: 0 }, incidents: [] });
  }, 60_000);

  it('is accepted once only', async () => {
    expect((await tallenne('accept-restore', '--reason', 'Levy hajosi.')).code).toBe(0);
    const again = await tallenne('accept-restore', '--reason', 'Levy hajosi.');
    expect([again.code, again.output]).toEqual([1, expect.stringContaining('nothing to accept')]);
  });

  it('is not accepted without a reason', async () => {
    expect((await tallenne('accept-restore')).code).toBe(1);
    expect(await loggedEvents(server, 'log.restore-accepted')).toEqual([]);
  });

  it('is not accepted by a copy that was changed', async () => {
    const copy = `${server.folders.data}-log-copy`;
    const names = await readdir(join(copy, 'tile/entries/000.p'));
    const name = String(Math.max(...names.map(Number)));
    const path = join(copy, 'tile/entries/000.p', name);
    const bytes = await readFile(path);
    await writeFile(
      path,
      Buffer.from(bytes.toString('latin1').replace('playback.granted', 'playback.refused'), 'latin1'),
    );
    const { code, output } = await tallenne('accept-restore', '--reason', 'Levy hajosi.');
    expect([code, output]).toEqual([1, expect.stringContaining('does not verify')]);
    expect(server.app.get(LogGate).isClosed('not-continued')).toBe(true);
  });

  it('is not accepted by a copy that somebody else has signed, with their key beside it', async () => {
    const copy = `${server.folders.data}-log-copy`;
    const [text = ''] = (await readFile(join(copy, 'checkpoint'), 'utf8')).split('\n\n');
    const forger = NoteSigner.fromSeed(text.split('\n')[0] ?? '', Buffer.alloc(32, 7));
    await writeFile(join(copy, 'checkpoint'), signedNote(`${text}\n`, [forger]));
    await writeFile(join(copy, 'verifier-keys'), `${forger.verifier.toString()}\n`);
    await rm(join(copy, 'hourly'), { recursive: true });
    const { code, output } = await tallenne('accept-restore', '--reason', 'Levy hajosi.');
    expect([code, output]).toEqual([1, expect.stringContaining('does not verify')]);
  });

  async function goOnWorking(): Promise<void> {
    const maija = await server.as('maija.malli');
    for (const seed of [1, 2]) {
      const { body } = await maija.post(`/recordings/${later}/playbacks`, { ...purpose, reference: `INC-${seed}` });
      expect((await maija.get(String(body.audioUrl))).status).toBe(200);
    }
    const yrjo = await server.as('yrjo.yllapito');
    expect(
      (await yrjo.post(`/grants/${revoked.grantIds[0] ?? ''}/revocation`, { reason: 'Tehtävä päättyi' })).status,
    ).toBe(200);
    const eero = server.ids.get('eero.esimerkki') ?? '';
    expect((await yrjo.post(`/staff/${eero}/deactivation`, { reason: 'Työsuhde päättyi' })).status).toBeLessThan(300);
    const person = await server.as(renewed.username);
    const change = { currentPassword: 'esittely-2026', newPassword: 'aivan-uusi-salasana-26' };
    expect((await person.post('/me/password', change)).status).toBeLessThan(300);
    await hold(server, held, ['complaint'], parseDay('2027-02-01'));
    await deliver(new Date('2026-11-20T05:00:00Z'), 4);
    server.clock.moveTo(PURGED_AT);
    await server.app.get(RunPurges).execute();
    expect(await server.sql('select id from recording where id = $1', [old])).toEqual([]);
  }

  /** What came after the backup has no rows any more: reconciliation will find its blob and its keys. */
  async function forgetWhatIsLost(): Promise<void> {
    const blobs = await LocalBlobStore.open(server.folders.blobs);
    const kept = new Set((await server.sql<{ id: string }>('select id from recording')).map(({ id }) => id));
    for await (const { name } of blobs.list()) if (!kept.has(name)) await blobs.delete(name);
    const ring = server.app.get(KeyRing);
    const known = await server.sql<{ id: string }>(
      'select id from recording union select id from contact union select unit_id from audit_month',
    );
    const units = new Set(known.map(({ id }) => id));
    const { wrappings } = await readKept(server);
    for (const [unit, days] of wrappings) {
      if (!units.has(unit)) for (const day of days) await ring.drop(unit, parseDay(day));
    }
  }

  async function deliver(at: Date, seed: number): Promise<string> {
    const { body } = await server.ingest().deliver(callMetadata(at), wav({ seed, seconds: 2 }));
    return String(body.id);
  }

  async function copySize(): Promise<number> {
    return Number((await readFile(`${server.folders.data}-log-copy/checkpoint`, 'utf8')).split('\n')[1]);
  }

  function tallenne(...parameters: readonly string[]): Promise<{ code: number; output: string }> {
    const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
    const env = { PATH: process.env.PATH, ...server.env };
    return new Promise(resolve => {
      execFile(process.execPath, [main, 'audit', ...parameters], { env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: stdout + stderr });
      });
    });
  }
});
