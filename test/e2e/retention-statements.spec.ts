import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { letServeForYears } from '../support/years.js';

const HOUR_MS = 3_600_000;
const PURPOSE = { purpose: 'internal-training' };

interface Incident {
  readonly dueOn: Day;
  readonly units: number;
  readonly until: string | null;
}

let server: TestServer;
let aila: Client;

const month = () => helsinkiDay(server.clock.now()).slice(0, 7);
const statement = async (client: Client, of = month()) => (await client.get(`/retention/statements/${of}`)).body;
const fetched = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/retention/statements/${path}`, {
    headers: { authorization: `Bearer ${aila.token}`, ...headers },
  });

async function deliver(seed: number): Promise<{ id: string; dueOn: Day }> {
  const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.2, seed }));
  return { id: String(body.id), dueOn: body.dueOn as Day };
}

beforeAll(async () => {
  server = await startTestServer();
  aila = await server.as('aila.auditoija');
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('the statement of a month', () => {
  it('says who listened for what, by name only to those who may see the log', async () => {
    const [one, other] = [await deliver(1), await deliver(2)];
    const [liisa, kirsi] = [await server.as('liisa.lupa'), await server.as('kirsi.koulu')];
    for (const { id } of [one, other]) await liisa.post(`/recordings/${id}/playbacks`, PURPOSE);
    expect((await kirsi.post(`/recordings/${one.id}/playbacks`, PURPOSE)).status).toBe(201);
    const counted = { playbacks: 3, people: 2, byPurpose: [{ ...PURPOSE, playbacks: 3, people: 2 }] };
    expect((await statement(aila)).listening).toEqual({
      ...counted,
      byPerson: [
        { staffId: server.ids.get('liisa.lupa'), displayName: 'Liisa Lupa', ...PURPOSE, playbacks: 2 },
        { staffId: server.ids.get('kirsi.koulu'), displayName: 'Kirsi Koulu', ...PURPOSE, playbacks: 1 },
      ],
    });
    expect((await statement(liisa)).listening).toEqual({ ...counted, byPerson: null });
  });

  it('counts what went in time, and what was held when it is made', async () => {
    const { dueOn } = await deliver(3);
    const liisa = await server.as('liisa.lupa');
    const wanted = { kind: 'complaint', reference: 'V-1', necessity: 'Selvitys kesken', until: addDays(dueOn, 200) };
    const held = await deliver(4);
    const { status, body } = await liisa.post(`/recordings/${held.id}/holds`, wanted);
    expect(status).toBe(201);
    expect((await statement(aila)).held).toMatchObject({ recordingsNow: 0 });
    expect((await (await server.as('oili.oikeus')).post(`/holds/${String(body.id)}/approval`)).status).toBe(200);
    expect((await statement(aila)).held).toMatchObject({
      recordingsNow: 1,
      recordingsNowFor: { complaint: 1, training: 0, 'rights-request': 0 },
      decisions: expect.arrayContaining([
        { decision: 'requested', kind: 'complaint', times: 1 },
        { decision: 'approved', kind: 'complaint', times: 1 },
      ]),
    });
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    aila = await server.as('aila.auditoija');
    const { deleted, incidents, isOver } = await statement(aila);
    expect([isOver, incidents]).toEqual([false, []]);
    expect(deleted).toMatchObject({ late: 0, erased: 0 });
    expect((deleted as { inTime: number }).inTime).toBeGreaterThanOrEqual(6);
    const before = await statement(aila, '2026-11');
    expect(before).toMatchObject({ isOver: true, deleted: { inTime: 0 }, from: '2026-11-01', to: '2026-11-30' });
  });

  it('shows as incidents what could be read for more than 24 hours after its period, while it is there and after', async () => {
    const { dueOn } = await deliver(5);
    const incidentsOf = async (of = month()) =>
      ((await statement(await server.as('aila.auditoija'), of)).incidents as Incident[]).filter(
        incident => incident.dueOn === dueOn,
      );
    server.clock.moveTo(new Date(startOfDay(addDays(dueOn, 2)).getTime() - 1));
    expect(await incidentsOf()).toEqual([]);
    server.clock.moveTo(new Date(startOfDay(addDays(dueOn, 2)).getTime() + HOUR_MS));
    expect(await incidentsOf()).toEqual([{ dueOn, units: 2, until: null }]);
    await server.app.get(RunPurges).execute();
    const until = server.clock.now().toISOString();
    expect(await incidentsOf()).toEqual([{ dueOn, units: 2, until }]);
    aila = await server.as('aila.auditoija');
    expect((await statement(aila)).deleted).toMatchObject({ late: 2 });
  });

  it('shows what could be read over the end of a month in both, also when the month is over', async () => {
    await letServeForYears(server);
    server.clock.moveTo(new Date('2027-06-20T09:00:00Z'));
    const { dueOn } = await deliver(6);
    expect(dueOn).toBe('2027-08-20');
    const incidentsOf = async (of: string) =>
      ((await statement(await server.as('aila.auditoija'), of)).incidents as Incident[]).filter(
        incident => incident.dueOn === dueOn,
      );
    server.clock.moveTo(new Date('2027-09-05T09:00:00Z'));
    for (const which of ['2027-08', '2027-09'])
      expect(await incidentsOf(which)).toEqual([{ dueOn, units: 2, until: null }]);
    await server.app.get(RunPurges).execute();
    const until = server.clock.now().toISOString();
    for (const which of ['2027-08', '2027-09']) expect(await incidentsOf(which)).toEqual([{ dueOn, units: 2, until }]);
    server.clock.moveTo(new Date('2027-10-05T09:00:00Z'));
    for (const which of ['2027-07', '2027-10']) expect(await incidentsOf(which)).toEqual([]);
  });

  it('can be had as CSV and as a PDF in the language that the browser wishes, and each look is on record', async () => {
    aila = await server.as('aila.auditoija');
    const of = month();
    const events = await eventsDuring(server, async () => {
      const csv = await fetched(`${of}.csv`);
      expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
      expect(await csv.text()).toMatch(/^section,what,of,value\r\n/);
      const pdf = await fetched(`${of}.pdf`, { 'accept-language': 'sv-FI,fi;q=0.5' });
      expect(pdf.headers.get('content-type')).toBe('application/pdf');
      expect(pdf.headers.get('cache-control')).toBe('no-store');
      const bytes = Buffer.from(await pdf.arrayBuffer()).toString('latin1');
      expect(bytes).toContain('/Lang (sv-FI)');
      const asked = await fetched(`${of}.pdf?language=en`, { 'accept-language': 'sv' });
      expect(Buffer.from(await asked.arrayBuffer()).toString('latin1')).toContain('/Lang (en-GB)');
    });
    const view = { view: 'statement', month: of };
    expect(events.map(({ action, facts }) => [action, facts])).toEqual([
      ['retention.viewed', { ...view, format: 'csv' }],
      ['retention.viewed', { ...view, format: 'pdf' }],
      ['retention.viewed', { ...view, format: 'pdf' }],
    ]);
  });

  it('is of a month that has begun, and for those who may see what is kept', async () => {
    expectProblem(await aila.get('/retention/statements/2099-01'), 400, 'month-to-come');
    for (const wrong of ['2026-13', '2026-1', 'november', '2026-11.doc']) {
      expect((await aila.get(`/retention/statements/${wrong}`)).status).toBe(400);
    }
    expectProblem(await (await server.as('maija.malli')).get(`/retention/statements/${month()}`), 403, 'not-permitted');
  });
});
