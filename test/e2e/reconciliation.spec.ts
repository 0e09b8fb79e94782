import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { Uptime, type MovedUptime } from '../../src/platform/machine/uptime.js';
import { ContinuationGuard } from '../../src/audit/index.js';
import { Reconcile, RunPurges, type ReconciliationReport } from '../../src/retention/index.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { ReconcileJob } from '../../src/retention/reconciliation/reconcile.job.js';
import { ReconciliationRuns } from '../../src/retention/reconciliation/reconciliation-runs.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;
const WAITING_FOR_A_LOCK = `
  select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const DAY_MS = 24 * HOUR_MS;

let server: TestServer;
let recordings: { id: string; dueOn: Day }[] = [];
let seed = 0;

async function deliver(): Promise<{ id: string; dueOn: Day }> {
  seed += 1;
  const metadata = callMetadata(server.clock.now(), { note: 'muistiinpano' });
  const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.3, seed }));
  expect(status).toBe(201);
  return { id: String(body.id), dueOn: body.dueOn as Day };
}

async function reconciled(): Promise<ReconciliationReport> {
  const report = await server.app.get(Reconcile).execute(null);
  if (!report) throw new Error('another run is under way');
  return report;
}

const ring = () => server.app.get(KeyRing);
const blobPath = (id: string) => join(server.folders.blobs, id.slice(-2), id);
const before = (hours: number) => new Date(server.clock.now().getTime() - hours * HOUR_MS);

/** What a delivery leaves that died before its row: a blob and a wrapped key. */
async function orphan(madeAt: Date, { modifiedAt = madeAt, day = '2027-01-20' } = {}): Promise<string> {
  const id = newId(madeAt);
  await ring().create(id, parseDay(day), DataKey.generate());
  await mkdir(join(blobPath(id), '..'), { recursive: true });
  await writeFile(blobPath(id), randomBytes(500));
  await utimes(blobPath(id), modifiedAt, modifiedAt);
  return id;
}

async function findingsOf({ id }: ReconciliationReport) {
  const { status, body } = await (await server.as('aila.auditoija')).get(`/retention/reconciliations/${id}`);
  expect(status).toBe(200);
  return body.findings as { kind: string; outcome: string; unitId: string | null; day: string | null }[];
}

describe('reconciliation', () => {
  beforeAll(async () => {
    server = await startTestServer({ env: { TALLENNE_RECONCILIATION_SAMPLE: '2' } });
    recordings = [await deliver(), await deliver(), await deliver()];
    await server.ingest().deliver(callMetadata(NOW, { notice: { played: false } }), wav({ seed: 9 }));
  });
  beforeEach(() => {
    server.clock.advance(HOUR_MS);
  });
  afterAll(async () => {
    await server.stop();
  });

  it('finds nothing where everything is in order, and says how much it has looked at', async () => {
    const report = await reconciled();
    // Recordings, contacts, one thing to sort out, and the months of the log's texts.
    const months = await server.sql('select from audit_month');
    expect(report).toMatchObject({ incidents: 0, counts: { keys: 7 + months.length, blobs: 4, audio: 2 } });
    expect(await findingsOf(report)).toEqual([]);
    const [event] = (await loggedEvents(server, 'reconciliation.completed')).slice(-1);
    expect(event).toMatchObject({ outcome: 'done', object: { id: report.id }, facts: report.counts });
    await checkCustody(server);
  });

  it('decrypts what was checked longest ago first, and goes round', async () => {
    const checked = async () =>
      server.sql<{ unit_id: string; at: Date }>('select unit_id, checked_at as at from unit_check');
    expect(await checked()).toHaveLength(2);
    await reconciled();
    const all = await checked();
    expect(all).toHaveLength(4);
    expect(new Set(all.map(({ at }) => at.getTime())).size).toBe(2);
  });

  it('leaves what is younger than a day, by its id and by its file', async () => {
    const young = await orphan(before(23));
    const touched = await orphan(before(30), { modifiedAt: before(23) });
    const events = await eventsDuring(server, async () => {
      expect((await reconciled()).counts).toMatchObject({ 'blob-young': 2, 'key-young': 1 });
    });
    expect(await readFile(blobPath(young))).toHaveLength(500);
    expect(await readFile(blobPath(touched))).toHaveLength(500);
    expect(await ring().daysOf(young)).toEqual(['2027-01-20']);
    expect(events.filter(({ action }) => action === 'reconciliation.orphan-removed')).toMatchObject([
      { facts: { kind: 'key-orphan', unitId: touched, day: '2027-01-20' } },
    ]);
  });

  it('removes what is older, key and blob, each with an event', async () => {
    server.clock.advance(DAY_MS);
    const report = await reconciled();
    expect(report).toMatchObject({ incidents: 0, counts: { 'blob-orphan': 2, 'key-orphan': 1 } });
    await server.app.get(DeleteBlobs).execute();
    expect((await findingsOf(report)).map(({ outcome }) => outcome)).toEqual(['removed', 'removed', 'removed']);
    await checkCustody(server);
  });

  it('drops a wrapping that a move has left on another day, and no other', async () => {
    const [moved] = recordings;
    const later = addDays(moved?.dueOn ?? ('' as Day), 9);
    await ring().copyTo(moved?.id ?? '', moved?.dueOn ?? later, later);
    const report = await reconciled();
    expect(await findingsOf(report)).toMatchObject([{ kind: 'key-stray', unitId: moved?.id, day: later }]);
    expect(await ring().daysOf(moved?.id ?? '')).toEqual([moved?.dueOn]);
    await checkCustody(server);
  });

  it('waits for a recording that is being filed at this moment, and keeps its key', async () => {
    const id = newId(before(48));
    const day = parseDay('2027-01-19');
    await ring().create(id, day, DataKey.generate());
    await server.sql(`insert into due_day (day, state) values ($1, 'open') on conflict do nothing`, [day]);
    const { Client } = (await import('pg')).default;
    const filing = new Client({ connectionString: server.database.superuserUrl });
    await filing.connect();
    await filing.query('begin');
    await filing.query('select from due_day where day = $1 for key share', [day]);
    const state = { over: false };
    const running = reconciled().finally(() => {
      state.over = true;
    });
    while (!state.over && (await server.sql(WAITING_FOR_A_LOCK)).length === 0) await wait(10);
    await filing.query(
      `insert into recording select (jsonb_populate_record(r, jsonb_build_object('id', $1::text, 'external_id', 'late', 'due_on', $2::text))).*
       from recording r limit 1`,
      [id, day],
    );
    await filing.query('commit');
    await filing.end();
    const report = await running;
    expect(report.counts['key-orphan']).toBeUndefined();
    expect(await ring().daysOf(id)).toEqual([day]);
    await server.sql('delete from recording where id = $1', [id]);
    await ring().destroy(id);
  });

  it('knows what is lost or damaged: blob, key, size, content', async () => {
    const [noBlob, noKey, short, changed] = [await deliver(), await deliver(), await deliver(), await deliver()];
    await rm(blobPath(noBlob.id));
    await ring().destroy(noKey.id);
    await truncate(blobPath(short.id), 100);
    const bytes = await readFile(blobPath(changed.id));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    await writeFile(blobPath(changed.id), bytes);
    for (const { id } of recordings)
      await server.sql('update unit_check set checked_at = $2 where unit_id = $1', [id, NOW]);
    const incidents = new Map<string, string>();
    const events = await eventsDuring(server, async () => {
      for (let round = 0; round < 4; round += 1) {
        for (const { kind, unitId } of await findingsOf(await reconciled()))
          incidents.set(`${kind} ${String(unitId)}`, kind);
      }
    });
    expect([...incidents.keys()].sort()).toEqual(
      [
        ...[`blob-missing ${noBlob.id}`, `key-missing ${noKey.id}`, `size-wrong ${short.id}`],
        ...[`audio-damaged ${short.id}`, `audio-damaged ${changed.id}`],
      ].sort(),
    );
    const said = events.filter(({ action }) => action === 'reconciliation.incident-found');
    expect(said).toContainEqual(
      expect.objectContaining({ outcome: 'failed', reason: 'blob-missing', recordingId: noBlob.id }),
    );
    expect(JSON.stringify(said)).not.toMatch(/Soittaja|\+358|muistiinpano/);
  });

  it('calls it an incident when something that is over is still there', async () => {
    const [recording] = recordings;
    const end = startOfDay(addDays(recording?.dueOn ?? ('' as Day), 1));
    server.clock.moveTo(new Date(end.getTime() + HOUR_MS - 1));
    expect((await reconciled()).counts['past-due']).toBe(1); // what waited to be sorted out: no purge has run here
    server.clock.advance(1);
    const report = await reconciled();
    expect((await findingsOf(report)).filter(({ kind }) => kind === 'past-due')).toContainEqual(
      expect.objectContaining({ outcome: 'incident', unitKind: 'recording', day: recording?.dueOn, unitId: null }),
    );
    await server.app.get(RunPurges).execute();
    expect((await reconciled()).counts['past-due']).toBeUndefined();
  });
});

describe('a reconciliation by a clock that cannot be trusted', () => {
  beforeAll(async () => {
    server = await startTestServer();
    recordings = [await deliver()];
    await server.app.get(RunPurges).execute();
  });
  afterAll(async () => {
    await server.stop();
  });

  it('compares, and takes nothing away for its age until the brake is released', async () => {
    const young = await orphan(before(1));
    const ahead = 25 * HOUR_MS;
    const uptime = server.app.get<Uptime, MovedUptime>(Uptime);
    server.clock.advance(ahead);
    uptime.leaveBehind(ahead);
    const [lost] = recordings;
    await rm(blobPath(lost?.id ?? ''));
    const report = await reconciled();

    expect(report).toMatchObject({ incidents: 1, counts: { 'key-young': 1, 'blob-young': 1, 'blob-missing': 1 } });
    expect(await ring().daysOf(young)).toEqual(['2027-01-20']);
    expect(await loggedEvents(server, 'reconciliation.orphan-removed')).toEqual([]);
    const [brake] = await server.sql<{ reason: string }>('select reason from purge_brake where raised');
    expect(brake?.reason).toBe('clock-ahead');
    await server.sql('delete from purge_brake');
    await server.sql('delete from clock_sighting');
    expect((await reconciled()).counts).toMatchObject({ 'key-orphan': 1, 'blob-orphan': 1 });
  });

  it('does not call overdue what is so by that clock alone', async () => {
    const end = startOfDay(addDays(recordings[0]?.dueOn ?? ('' as Day), 2));
    const ahead = end.getTime() - server.clock.now().getTime();
    server.clock.advance(ahead);
    server.app.get<Uptime, MovedUptime>(Uptime).leaveBehind(ahead);

    expect((await reconciled()).counts['past-due']).toBeUndefined();
  });
});

describe('the runs', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  it('are one at a time, whoever asks, and one a night', async () => {
    const beside = await server.beside();
    server.clock.moveTo(new Date('2026-11-25T00:15:00Z'));
    await Promise.all([server, beside, server, beside].map(({ app }) => app.get(ReconcileJob).look()));
    await server.app.get(ReconcileJob).look();
    expect(await server.sql('select night, state from reconciliation_run')).toEqual([
      { night: '2026-11-25', state: 'finished' },
    ]);
    const asked = await Promise.all([server, beside].map(({ app }) => app.get(Reconcile).execute(null)));
    expect(asked.filter(report => report !== null).length).toBeGreaterThanOrEqual(1);
    await beside.stop();
  });

  it('wait until after two at night', async () => {
    server.clock.moveTo(new Date('2026-11-25T23:59:00Z'));
    await server.app.get(ReconcileJob).look();
    expect(await server.sql(`select from reconciliation_run where night = '2026-11-26'`)).toEqual([]);
    server.clock.moveTo(new Date('2026-11-26T00:15:00Z'));
    await server.app.get(ReconcileJob).look();
    expect(await server.sql(`select from reconciliation_run where night = '2026-11-26'`)).toHaveLength(1);
  });

  it('are given up when their instance gives no sign of life, and the night gets another', async () => {
    server.clock.moveTo(new Date('2026-11-27T00:15:00Z'));
    const night = helsinkiDay(server.clock.now());
    const dead = await server.app.get(ReconciliationRuns).claim(night);
    await server.app.get(ReconcileJob).look();
    expect(await server.sql('select id from reconciliation_run where night = $1', [night])).toEqual([{ id: dead }]);
    server.clock.advance(11 * 60_000);
    await server.app.get(ReconcileJob).look();
    expect(
      await server.sql('select state from reconciliation_run where night = $1 order by started_at', [night]),
    ).toEqual([{ state: 'given-up' }, { state: 'finished' }]);
    expect(await server.app.get(ReconciliationRuns).goesOn(dead ?? '', 'blobs', {})).toBe(false);
  });

  it('do not begin beside a restored database that nobody has accepted', async () => {
    const guard = server.app.get(ContinuationGuard);
    const look = guard.look.bind(guard);
    guard.look = () => Promise.resolve(false);
    await expect(server.app.get(Reconcile).execute(null)).rejects.toMatchObject({ code: 'log-not-continued' });
    guard.look = look;
  });

  it('are shown in pages, newest first, to those who know of retention', async () => {
    const aila = await server.as('aila.auditoija');
    const { body } = await aila.get('/retention/reconciliations?limit=1');
    expect(body.items).toMatchObject([{ night: '2026-11-27', state: 'finished', incidents: 0 }]);
    const next = await aila.get(`/retention/reconciliations?limit=1&cursor=${String(body.nextCursor)}`);
    expect(next.body.items).toMatchObject([{ state: 'given-up' }]);
    expectProblem(await (await server.as('kirsi.koulu')).get('/retention/reconciliations'), 403, 'not-permitted');
  });
});

describe('a staged file that nobody names', () => {
  it('is swept after a day', async () => {
    server = await startTestServer();
    const path = join(server.folders.blobs, 'staging', 'left-behind');
    await writeFile(path, 'x');
    const old = new Date(Date.now() - 25 * HOUR_MS);
    await utimes(path, old, old);
    expect((await reconciled()).counts['staged-swept']).toBe(1);
    expect((await readKept(server)).staged).toEqual([]);
    await server.stop();
  });
});
