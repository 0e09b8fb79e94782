import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditTrail, THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, parseDay, type Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { UnitKeys } from '../../src/recordings/index.js';
import { Reconcile, type ReconciliationReport } from '../../src/retention/index.js';
import { CustodyUnits } from '../../src/retention/reconciliation/custody-units.js';
import { ReconciliationRuns } from '../../src/retention/reconciliation/reconciliation-runs.js';
import { RecordFindings } from '../../src/retention/reconciliation/record-findings.js';
import { RemoveOrphanBlobs } from '../../src/retention/reconciliation/remove-orphan-blobs.js';
import { RunLedger } from '../../src/retention/reconciliation/run-ledger.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;

/** While a reconciliation looks, others file, move and take away: what it finds must be so, and not have been so. */
describe('a reconciliation', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
    for (let n = 0; n < 2; n += 1) await deliver();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await checkCustody(server);
    await server.stop();
  });

  async function deliver(): Promise<{ id: string; dueOn: Day }> {
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return { id: String(body.id), dueOn: body.dueOn as Day };
  }

  async function reconciled(): Promise<ReconciliationReport> {
    const report = await server.app.get(Reconcile).execute(null);
    if (!report) throw new Error('another run is under way');
    return report;
  }

  const ledgerOf = (runId: string) =>
    new RunLedger(
      runId,
      server.app.get(ReconciliationRuns),
      () => undefined,
      () => Promise.resolve(true),
    );

  /** Lets `then` happen when the store has been listed. */
  function whenListed(then: () => Promise<unknown>): void {
    const blobs = server.app.get(BlobStore);
    const list = blobs.list.bind(blobs);
    jest.spyOn(blobs, 'list').mockImplementationOnce(async function* () {
      yield* list();
      await then();
    });
  }

  it('misses no blob of a call that came when the store was listed already', async () => {
    const filed: string[] = [];
    whenListed(async () => filed.push((await deliver()).id));
    expect(await reconciled()).toMatchObject({ incidents: 0 });
    expect(filed).toHaveLength(1);
  });

  it('misses no key of a call that came when the keys of its day were listed already', async () => {
    const ring = server.app.get(KeyRing);
    const unitsOf = ring.unitsOf.bind(ring);
    const { dueOn } = await deliver();
    const filed: string[] = [];
    jest.spyOn(ring, 'unitsOf').mockImplementation(async function* (day) {
      yield* unitsOf(day);
      if (day === dueOn && filed.length === 0) filed.push((await deliver()).id);
    });
    expect(await reconciled()).toMatchObject({ incidents: 0 });
    expect(filed).toHaveLength(1);
  });

  it('takes no key of a call for an orphan whose row came when the rows of its day were read already', async () => {
    const units = server.app.get(CustodyUnits);
    const endingOn = units.endingOn.bind(units);
    const { id, dueOn } = await deliver();
    jest.spyOn(units, 'endingOn').mockImplementation(async function* (day) {
      for await (const batch of endingOn(day)) yield batch.filter(unit => unit.id !== id);
    });
    expect((await reconciled()).counts).not.toHaveProperty('key-young');
    expect(await server.app.get(KeyRing).daysOf(id)).toEqual([dueOn]);
  });

  it('removes no blob whose row came after it was looked for', async () => {
    const { id } = await deliver();
    const muchLater = new Date(server.clock.now().getTime() + 2 * DAY_MS);
    const runId = newId(server.clock.now());
    const before = server.clock.now();
    server.clock.moveTo(muchLater);
    await server.app.get(RemoveOrphanBlobs).execute([{ name: id, modifiedAt: before, sizeBytes: 1 }], ledgerOf(runId));
    server.clock.moveTo(before);
    expect(await server.sql('select from blob_deletion')).toEqual([]);
    expect(await loggedEvents(server, 'reconciliation.orphan-removed')).toEqual([]);
  });

  it('ends as given up where another instance takes it for dead, and says so in the log', async () => {
    const given = `update reconciliation_run set state = 'given-up', finished_at = now() where state = 'running'`;
    whenListed(() => server.sql(given));
    const events = await eventsDuring(server, async () => {
      await expect(reconciled()).rejects.toMatchObject({ code: 'reconciliation-given-up' });
    });
    expect(events.filter(({ action }) => action === 'reconciliation.completed')).toMatchObject([
      { outcome: 'failed', reason: 'given-up' },
    ]);
  });

  it('ends as given up where a key cannot be brought for a reason that is not the end of its day', async () => {
    await server.app.get(AuditTrail).recordAlone({ action: 'keys.restored', actor: THE_SYSTEM });
    const { id, dueOn } = await deliver();
    const later = addDays(dueOn, 3);
    await server.app.get(KeyRing).copyTo(id, dueOn, later);
    jest.spyOn(server.app.get(UnitKeys), 'bring').mockRejectedValue(new TypeError('/salainen/polku'));
    await expect(reconciled()).rejects.toThrow(TypeError);
    expect(await server.app.get(KeyRing).daysOf(id)).toEqual([dueOn, later]);
    jest.restoreAllMocks();
    expect(await reconciled()).toMatchObject({ incidents: 0, counts: { 'key-stray': 1 } });
  });

  it('leaves a key on another day that belongs to what never moves', async () => {
    const [month] = await server.sql<{ unit_id: string; due_on: Day }>(
      'select unit_id, due_on from audit_month limit 1',
    );
    const [id, dueOn] = [month?.unit_id ?? '', parseDay(month?.due_on ?? '')];
    await server.app.get(KeyRing).copyTo(id, dueOn, addDays(dueOn, 1));
    expect((await reconciled()).counts).not.toHaveProperty('key-stray');
    expect(await server.app.get(KeyRing).daysOf(id)).toEqual([dueOn, addDays(dueOn, 1)]);
    await server.app.get(KeyRing).drop(id, addDays(dueOn, 1));
  });

  it('goes through a store of many blobs a batch at a time, and leaves what is young', async () => {
    const before = (await reconciled()).counts.blobs ?? 0;
    const names = Array.from({ length: 500 }, () => newId(server.clock.now()));
    for (const name of names) {
      const path = join(server.folders.blobs, name.slice(-2), name);
      await mkdir(join(path, '..'), { recursive: true });
      await writeFile(path, 'x');
      await utimes(path, server.clock.now(), server.clock.now());
    }
    expect((await reconciled()).counts).toMatchObject({ 'blob-young': 500, blobs: before + 500 });
    await server.app.get(BlobStore).deleteAll(names);
  });

  it('reads rows a batch at a time, and each once', async () => {
    const { dueOn } = await deliver();
    const ids: string[] = [];
    for await (const batch of server.app.get(CustodyUnits).endingOn(dueOn, 1)) {
      expect(batch).toHaveLength(1);
      ids.push(...batch.map(({ id }) => id));
    }
    const kept = await server.sql<{ id: string }>(
      'select id from recording where due_on = $1 union select id from contact where due_on = $1 order by id',
      [dueOn],
    );
    expect(ids).toEqual(kept.map(({ id }) => id));
  });

  it('is shown while it is under way', async () => {
    const id = await server.app.get(ReconciliationRuns).claim(null);
    const { body } = await (await server.as('aila.auditoija')).get('/retention/reconciliations?limit=1');
    expect(body.items).toMatchObject([{ id, state: 'running', finishedAt: null, night: null }]);
    await server.app.get(ReconciliationRuns).finish(id ?? '', 'given-up', {});
  });

  it('counts what is lost past a thousand of a kind, and still puts on record all that it removes', async () => {
    const runs = server.app.get(ReconciliationRuns);
    const runId = (await runs.claim(null)) ?? '';
    const ledger = ledgerOf(runId);
    const found = { unitKind: 'unknown', unitId: null, day: null };
    for (const kind of ['blob-missing', 'blob-orphan'] as const) {
      ledger.count(kind, 999);
      for (let n = 0; n < 2; n += 1) await server.app.get(RecordFindings).record(ledger, { kind, ...found });
    }
    const kinds =
      'select kind, count(*)::int from reconciliation_finding where run_id = $1 group by kind order by kind';
    expect(await server.sql(kinds, [runId])).toEqual([
      { kind: 'blob-missing', count: 1 },
      { kind: 'blob-orphan', count: 2 },
    ]);
    expect(ledger.counts).toEqual({ 'blob-missing': 1001, 'blob-orphan': 1001 });
    await runs.finish(runId, 'given-up', ledger.counts);
  });
});
