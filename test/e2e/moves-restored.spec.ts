import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AcceptRestore } from '../../src/audit/index.js';
import { addDays, addMonths, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { Reconcile } from '../../src/retention/index.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { openUntil } from '../../src/rights/case/case-days.js';
import { KeepOpenCases } from '../../src/rights/handling/keep-open-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A key is on the day of its row alone: a row that a backup puts on an earlier day must go where its key is. */
describe('a restored backup from before what it has was moved', () => {
  let first: TestServer;
  let server: TestServer;
  let oili: Client;
  /** A case that stayed open and one that was closed, each with a file; the first of two legs of a call. */
  let [open, closed] = ['', ''];
  let leg = { id: '', contactId: '', dueOn: '' };
  let movedTo: Day;
  let closedTo: Day;

  beforeAll(async () => {
    first = await startTestServer();
    server = first;
    await letServeForYears(first);
    open = await aCase();
    server.clock.moveTo(startOfDay(addMonths(openUntil(today()), -6)));
    closed = await aCase();
    await server.sql(`update rights_claim set state = 'confirmed', outcome = 'granted' where case_id = $1`, [closed]);
    await server.sql(`update rights_case set state = 'answered', decided_at = $2, answered_at = $2 where id = $1`, [
      ...[closed, server.clock.now()],
    ]);
    leg = await aLeg(addDays(today(), -1));
    await settleLog(server);
    const backup = await backUpDatabase(first);

    server.clock.advance(2 * DAY_MS);
    expect(await server.app.get(KeepOpenCases).execute()).toBe(1);
    movedTo = openUntil(today());
    oili = await server.as('oili.oikeus');
    expect((await oili.post(`/rights-requests/${closed}/closing`)).status).toBe(200);
    closedTo = addMonths(today(), 24);
    expect((await aLeg(today())).contactId).toBe(leg.contactId);
    server = await startedOnBackup(first, backup);
  });

  afterAll(async () => {
    await endOnBackup(first, server);
  });

  const today = (): Day => helsinkiDay(server.clock.now());

  async function aCase(): Promise<string> {
    const maija = await server.as('maija.malli');
    oili = await server.as('oili.oikeus');
    const scenes = new RightsScenes(server);
    const { id } = await scenes.register(maija);
    const triage = { rights: ['access'], officerId: server.ids.get('oili.oikeus') };
    expect((await oili.post(`/rights-requests/${id}/triage`, triage)).status).toBe(200);
    expect((await scenes.attach(oili, id, Buffer.from(`liite ${id}`), 'liite.txt')).status).toBe(201);
    return id;
  }

  /** A leg of the one call, which ended in the first minute of `day`. */
  async function aLeg(day: Day) {
    const endedAt = new Date(startOfDay(day).getTime() + MINUTE_MS).toISOString();
    const times = { startedAt: new Date(startOfDay(day).getTime()).toISOString(), endedAt };
    const metadata = callMetadata(server.clock.now(), { linkedId: 'two-legs', ...times });
    const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: String(body.dueOn) };
  }

  async function daysOf(caseId: string): Promise<string[]> {
    const rows = await server.sql<{ due_on: string }>(
      'select due_on from dossier where id = $1 union all select due_on from dossier_file where dossier_id = $1',
      [caseId],
    );
    return rows.map(({ due_on }) => due_on);
  }

  it('has them on the day of their key when it is accepted, and says what it does not have', async () => {
    const { replayed, notReplayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');

    expect(replayed).toMatchObject({ 'rights-request.day-moved': 1 });
    expect(notReplayed).toMatchObject({ 'rights-request.closed': 1, 'recording.ingested': 1 });
    expect(await daysOf(open)).toEqual([movedTo, movedTo]);
    expect(await daysOf(closed)).toEqual([closedTo, closedTo]);
    const [contact] = await server.sql<{ due_on: string }>('select due_on from contact where id = $1', [leg.contactId]);
    expect(contact?.due_on).toBe(leg.dueOn);
    await settleLog(server);
  });

  it('opens cases and their files, and lets the closed one be closed again', async () => {
    oili = await server.as('oili.oikeus');
    for (const id of [open, closed]) {
      expect((await oili.get(`/rights-requests/${id}`)).status).toBe(200);
      const documents = (await oili.get(`/rights-requests/${id}/documents`)).body.items as { id: string }[];
      const opened = await oili.get(`/rights-requests/${id}/documents/${documents[0]?.id ?? ''}`);
      expect(opened.bytes.toString()).toBe(`liite ${id}`);
    }
    expect((await oili.post(`/rights-requests/${closed}/closing`)).status).toBe(200);
  });

  it('finds and reveals who called, and lets what is left of the call be held', async () => {
    const [liisa, risto] = [await server.as('liisa.lupa'), await server.as('risto.reklamaatio')];
    const found = await liisa.post('/recordings/searches', { phone: '+358401234567' });
    expect((found.body.items as { id: string }[]).map(({ id }) => id)).toEqual([leg.id]);
    const reveal = { field: 'name', purpose: 'internal-training' };
    expect((await liisa.post(`/recordings/${leg.id}/reveals`, reveal)).body.value).toBe('Testi Soittaja');
    const wanted = { kind: 'complaint', reference: 'V-1', necessity: 'Asia on kesken.', until: addDays(today(), 90) };
    expect((await risto.post(`/recordings/${leg.id}/holds`, wanted)).status).toBe(201);
  });

  it('misses no key in the night after, and keeps none too many', async () => {
    server.clock.advance(2 * DAY_MS);
    await server.app.get(Reconcile).execute(null);
    await server.app.get(DeleteBlobs).execute();

    expect(await server.sql(`select unit_kind from reconciliation_finding where kind = 'key-missing'`)).toEqual([]);
    await checkCustody(server);
  });
});
