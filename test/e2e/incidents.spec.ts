import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UsesInQuestion } from '../../src/audit/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client, Metadata } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { RedactionScenes } from '../support/redaction.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;
const TODAY = helsinkiDay(NOW);
const CODE = '240688U9367';
const WARD = '+358401234567';
const YKSI = { category: 'customer-staff', name: 'Testi Soittaja', phone: WARD };
const reason = 'Perustelu.';

let server: TestServer;
let oili: Client;
let satu: Client;
let tapio: Client;
let snoop: TestPerson;
let seed = 0;

interface Counts {
  readonly people: number;
  readonly byGroup: readonly { kind: string; category: string; count: number }[];
  readonly byRisk: readonly { risk: string; count: number }[];
  readonly recordings: number;
  readonly gone: number;
}

interface Person {
  readonly id: string;
  readonly kind: string;
  readonly staffName: string | null;
  readonly risks: readonly string[];
  readonly recordingIds: readonly string[];
  readonly playbacks: number;
  readonly reveals: number;
}

async function call(more: Metadata = {}): Promise<string> {
  seed += 1;
  const { status, body } = await server
    .ingest()
    .deliver(callMetadata(server.clock.now(), more), wav({ seed, seconds: 1 }));
  expect(status).toBe(201);
  return String(body.id);
}

async function hear(who: Client, recordingId: string): Promise<void> {
  const stated = { purpose: 'service-development', reference: 'INC-7' };
  expect((await who.post(`/recordings/${recordingId}/playbacks`, stated)).status).toBe(201);
}

const idOf = (username: string) => server.ids.get(username) ?? '';
const aware = (hoursAgo = 1) => ({
  awareAt: new Date(server.clock.now().getTime() - hoursAgo * HOUR_MS).toISOString(),
  awareBy: idOf('maija.malli'),
});

async function registered(hoursAgo = 1, more: object = {}): Promise<string> {
  const wanted = { ...aware(hoursAgo), description: 'Puheluita kuunneltiin ilman tehtävää.', ...more };
  const { status, body } = await oili.post('/incidents', wanted);
  expect([status, body]).toEqual([201, { id: expect.any(String) }]);
  return String(body.id);
}

async function listed(
  id: string,
  scope: object,
  who = oili,
): Promise<{ number: number; counts: Counts; people: Person[] }> {
  const { status, body } = await who.post(`/incidents/${id}/listings`, scope);
  expect([status, body.code]).toEqual([201, undefined]);
  const [{ number, counts }] = body.listings as [{ number: number; counts: Counts }];
  const page = await who.get(`/incidents/${id}/listings/${number}?limit=200`);
  return { number, counts, people: page.body.items as Person[] };
}

const waits = async (who: Client, kind: string) =>
  ((await who.get('/tasks')).body.groups as { kind: string; items: object[] }[]).find(group => group.kind === kind);

beforeAll(async () => {
  server = await startTestServer();
  [oili, satu] = [await server.as('oili.oikeus'), await server.as('satu.sijainen')];
  tapio = await server.as('tapio.tietosuoja');
  snoop = await addPerson(server, { grants: [{ role: 'team-lead', purposes: ['service-development'] }] });
});

afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

describe('whom a breach affected', () => {
  let heard: string;
  let again: string;
  let shown: string;
  let untouched: string;
  let today: object;

  beforeAll(async () => {
    await (
      await server.as('yrjo.yllapito')
    ).request('PUT', '/sources/pbx-1', { keepsIdentityCodes: true, notice: null });
    heard = await call({ caller: YKSI });
    again = await call({ caller: { ...YKSI, name: 'Soittaja, Testi' }, agent: { username: 'eero.esimerkki' } });
    shown = await call({
      caller: { category: 'partner', name: 'Testi Kumppani', phone: WARD },
      patients: [{ name: 'Potilas Testi', personalIdentityCode: CODE }],
    });
    untouched = await call({ caller: { category: 'partner', name: 'Testi Muu', phone: '+358401239999' } });
    const who = await server.as(snoop.username);
    await hear(who, heard);
    await hear(who, heard);
    await hear(who, again);
    await who.post(`/recordings/${shown}/reveals`, {
      purpose: 'service-development',
      reference: 'INC-7',
      field: 'name',
    });
    const maija = await server.as('maija.malli');
    await hear(maija, untouched);
    today = { from: startOfDay(TODAY).toISOString(), to: startOfDay(addDays(TODAY, 1)).toISOString() };
  });

  it('is told by the log: who was heard, whose field was shown, each once, by group and by risk', async () => {
    const id = await registered();
    const { counts, people } = await listed(id, { calls: 'used', ...today, staffIds: [snoop.id] });
    expect(counts).toEqual({
      ...{ people: 4, recordings: 3, gone: 0 },
      byGroup: [
        { kind: 'caller', category: 'customer-staff', count: 1 },
        { kind: 'caller', category: 'partner', count: 1 },
        { kind: 'agent', category: 'own-staff', count: 2 },
      ],
      byRisk: [],
    });
    const one = people.find(({ recordingIds }) => recordingIds.includes(heard) && recordingIds.includes(again));
    expect(one).toMatchObject({ kind: 'caller', playbacks: 3, reveals: 0 });
    expect(people.find(({ recordingIds }) => recordingIds.includes(shown))).toMatchObject({
      kind: 'caller',
      playbacks: 0,
      reveals: 1,
    });
    expect(people.flatMap(({ staffName }) => staffName ?? []).sort()).toEqual(['Eero Esimerkki', 'Maija Malli']);
    expect(people.flatMap(({ recordingIds }) => recordingIds)).not.toContain(untouched);
  });

  it('is everybody in what is kept where the log knows nothing: patients, and the risks that they bear', async () => {
    const id = await registered();
    const { counts } = await listed(id, { calls: 'kept', recordingIds: [shown, untouched] });
    expect(counts.byGroup).toEqual([
      { kind: 'caller', category: 'partner', count: 2 },
      { kind: 'patient', category: 'unknown', count: 1 },
      { kind: 'agent', category: 'own-staff', count: 1 },
    ]);
    expect(counts.byRisk).toEqual([
      { risk: 'identity-code', count: 1 },
      { risk: 'health-data', count: 1 },
      { risk: 'third-person', count: 1 },
    ]);
    const byAgent = await listed(id, { calls: 'kept', ...today, staffIds: [idOf('eero.esimerkki')] });
    expect([byAgent.number, byAgent.counts.recordings]).toEqual([2, 1]);
  });

  it('asks for a span of time or for recordings, and for no more than a list can bear', async () => {
    const id = await registered();
    const none = '00000000-0000-7000-8000-000000000000';
    for (const scope of [
      { calls: 'used' },
      { calls: 'used', staffIds: [snoop.id] },
      { calls: 'kept', from: NOW.toISOString() },
    ])
      expectProblem(await oili.post(`/incidents/${id}/listings`, scope), 400, 'invalid-request');
    const { counts } = await listed(id, { calls: 'used', recordingIds: [none] });
    expect(counts).toEqual({ people: 0, byGroup: [], byRisk: [], recordings: 0, gone: 0 });
  });

  it('says which recordings go first, and who may open them, in an event', async () => {
    const id = await registered();
    const before: string[] = [];
    for (const days of [2, 4, 1, 3]) {
      const at = new Date(server.clock.now().getTime() - days * 24 * HOUR_MS);
      before[4 - days] = await call(callMetadata(at, { caller: { category: 'partner', name: 'Testi Aiempi' } }));
    }
    const { number } = await listed(id, { calls: 'kept', recordingIds: [shown, ...before] });
    const path = `/incidents/${id}/listings/${number}/recordings`;
    let answered: Record<string, unknown> = {};
    const events = await eventsDuring(server, async () => {
      answered = (await oili.get(path)).body;
    });
    const { items, kept } = answered as { items: { id: string; dueOn: string; readable: boolean }[]; kept: number };
    expect([items.map(item => item.id), kept]).toEqual([[...before, shown], 5]);
    expect(new Set(items.map(({ dueOn }) => dueOn)).size).toBe(5);
    expect(items.every(({ readable }) => readable)).toBe(true);
    expect(events).toMatchObject([{ action: 'incident.affected-viewed', facts: { listing: number, recordings: 5 } }]);
    const { body } = await tapio.get(path);
    expect((body.items as { readable: boolean }[]).some(({ readable }) => readable)).toBe(false);
    expectProblem(await oili.get(`/incidents/${id}/listings/${number + 1}/recordings`), 404, 'not-found');
  });

  it('is named to nobody before somebody has said why, and the log knows whom and why first', async () => {
    const id = await registered();
    const { number, people } = await listed(id, { calls: 'used', ...today, staffIds: [snoop.id] });
    const everything = [await oili.get(`/incidents/${id}`), await oili.get(`/incidents/${id}/listings/${number}`)];
    for (const form of ['csv', 'json'])
      everything.push(await oili.get(`/incidents/${id}/listings/${number}/file?form=${form}`));
    const said = everything.map(({ bytes }) => bytes.toString('utf8')).join();
    for (const personal of ['Soittaja', 'Kumppani', 'Potilas', '401234567', CODE]) expect(said).not.toContain(personal);

    const one = people.find(({ recordingIds }) => recordingIds.includes(heard));
    const path = `/incidents/${id}/people/${one?.id ?? ''}/reveals`;
    expectProblem(await oili.post(path, {}), 400, 'invalid-request');
    expectProblem(await tapio.post(path, { reason }), 403, 'not-permitted');
    const events = await eventsDuring(server, async () => {
      const { status, body } = await oili.post(path, { reason: 'Hänelle ilmoitetaan kirjeellä.' });
      expect([status, body]).toEqual([200, { name: 'Soittaja, Testi', phone: WARD, email: null, organisation: null }]);
    });
    expect(events).toMatchObject([
      {
        action: 'incident.person-revealed',
        object: { id },
        facts: { personId: one?.id },
        commitments: { reason: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Soittaja|401234567|kirjeellä/);
    const elsewhere = await registered();
    expectProblem(
      await oili.post(`/incidents/${elsewhere}/people/${one?.id ?? ''}/reveals`, { reason }),
      404,
      'not-found',
    );
  });

  it('goes out in numbers, as CSV and as JSON, an event each time', async () => {
    const id = await registered();
    const { number } = await listed(id, { calls: 'kept', recordingIds: [shown] });
    const file = (form: string) => tapio.get(`/incidents/${id}/listings/${number}/file?form=${form}`);
    const events = await eventsDuring(server, async () => {
      const rows = (await file('csv')).bytes.toString('utf8').split('\r\n');
      expect(rows.slice(0, 3)).toEqual([
        'place,kind,category,risks,recordings,playbacks,reveals,exports',
        '1,caller,partner,,1,0,0,0',
        '2,patient,unknown,identity-code health-data third-person,1,0,0,0',
      ]);
      const { body } = await file('json');
      expect(body).toMatchObject({
        list: { number, counts: { people: 3 } },
        description: expect.stringContaining('kuunneltiin'),
      });
    });
    expect(events).toMatchObject([
      { action: 'incident.exported', facts: { form: 'csv', listing: number, people: 3 } },
      { action: 'incident.exported', facts: { form: 'json' } },
    ]);
  });

  it('begins with a finding: who did it, with which recording, and is not seen by that person', async () => {
    const [round, finding] = ['00000000-0000-7000-8000-0000000000a1', '00000000-0000-7000-8000-0000000000a2'];
    const [playback] = await server.sql<{ id: string }>(
      `select id from audit_event where action = 'playback.granted' and recording_id = $1 limit 1`,
      [heard],
    );
    await server.sql(
      `insert into finding (id, round_id, event_id, actor_id, owner_id, due_on, recorded_at, recorded_by, text_event_id)
       values ($1, $2, $3, $4, $5, $6, $7, $5, $3)`,
      [finding, round, playback?.id, idOf('satu.sijainen'), idOf('aila.auditoija'), TODAY, NOW],
    );
    const id = await registered(1, { findingId: finding });
    expect((await oili.get(`/incidents/${id}`)).body).toMatchObject({
      findingId: finding,
      suggestedScope: { calls: 'used', staff: [{ id: idOf('satu.sijainen') }], recordingIds: [heard] },
    });
    const refused = await eventsDuring(server, async () => {
      expectProblem(await satu.get(`/incidents/${id}`), 404, 'not-found');
    });
    expect(refused).toMatchObject([{ action: 'incident.viewed', outcome: 'refused', reason: 'not-found' }]);
    const seen = (await satu.get('/incidents?limit=200')).body.items as { id: string }[];
    expect(seen.map(one => one.id)).not.toContain(id);
    expect(((await oili.get('/incidents?limit=200')).body.items as { id: string }[]).map(one => one.id)).toContain(id);
    expectProblem(
      await oili.post('/incidents', { ...aware(), description: reason, findingId: round }),
      422,
      'incident-no-finding',
    );
    const [signIn] = await server.sql<{ id: string }>(
      `select id from audit_event where action = 'session.started' and recording_id is null limit 1`,
    );
    await server.sql('update finding set event_id = $2 where id = $1', [finding, signIn?.id]);
    expect(await server.app.get(UsesInQuestion).ofFinding(finding)).toMatchObject({ recordingId: null });
    await server.sql('delete from finding where id = $1', [finding]);
  });

  it('is counted where a redacted copy was heard, which may have hidden nothing', async () => {
    const desk = await RedactionScenes.on(server);
    const begun = await desk.caseWith(wav({ seed: 4711, seconds: 1.2 }));
    await desk.hear(await desk.rendered(begun, []));
    const scope = { calls: 'used', recordingIds: [begun.recordingId], staffIds: [idOf('satu.sijainen')] };
    const { counts, people } = await listed(await registered(), scope);
    expect(counts).toMatchObject({ recordings: 1, gone: 0 });
    expect(people.some(({ playbacks }) => playbacks === 1)).toBe(true);
  });

  it('is answered for by nobody whose own acts it is about', async () => {
    const id = await registered();
    const scope = { calls: 'used', ...today, staffIds: [idOf('oili.oikeus')] };
    expectProblem(await oili.post(`/incidents/${id}/listings`, scope), 403, 'incident-about-oneself');
    const { number } = await listed(id, { ...scope, staffIds: [idOf('oili.oikeus'), snoop.id] }, satu);
    const recordings = `/incidents/${id}/listings/${number}/recordings`;
    expect((await satu.get(recordings)).status).toBe(200);
    for (const path of [`/incidents/${id}`, recordings]) expectProblem(await oili.get(path), 404, 'not-found');
    await listed(id, { calls: 'kept', ...today, staffIds: [] }, satu);
    expectProblem(await oili.get(`/incidents/${id}`), 404, 'not-found');
    await listed(id, { ...scope, staffIds: [snoop.id] }, satu);
    expect((await oili.get(`/incidents/${id}`)).status).toBe(200);
  });
});

describe('the 72 hours', () => {
  it('run from when somebody here knew, are told in Helsinki’s day to whoever answers, and end when the authority is told', async () => {
    const id = await registered(2);
    const { body } = await tapio.get(`/incidents/${id}`);
    expect(body).toMatchObject({
      hoursLeft: 70,
      notification: 'open',
      awareOf: 'Maija Malli',
      mayHandle: false,
      mayConfirm: false,
    });
    expect(new Date(String(body.deadlineAt)).getTime() - new Date(String(body.awareAt)).getTime()).toBe(72 * HOUR_MS);
    const label = String(body.number);
    const on = helsinkiDay(new Date(String(body.deadlineAt)));
    expect((await waits(oili, 'incidents'))?.items).toContainEqual({ id, label, on });
    expect(await waits(tapio, 'incidents')).toBeUndefined();

    const at = server.clock.now().toISOString();
    const notify = (more: object) =>
      oili.post(`/incidents/${id}/notification`, { outcome: 'notified', at, reference: 'TSV/1/2026', ...more });
    expectProblem(await notify({ at: new Date(NOW.getTime() + HOUR_MS).toISOString() }), 400, 'incident-in-future');
    expectProblem(
      await notify({ at: new Date(NOW.getTime() - 3 * HOUR_MS).toISOString() }),
      422,
      'incident-before-awareness',
    );
    expectProblem(
      await tapio.post(`/incidents/${id}/notification`, { outcome: 'not-notified', reason }),
      403,
      'not-permitted',
    );
    expect((await notify({})).body).toMatchObject({
      ...{ notification: 'notified', hoursLeft: null, notified: { reference: 'TSV/1/2026', late: false } },
    });
    expectProblem(await notify({}), 409, 'incident-settled');
    expect((await waits(oili, 'incidents'))?.items ?? []).not.toContainEqual({ id, label, on });
  });

  it('are corrected with a reason, and a notification after them says why it is late', async () => {
    const id = await registered();
    const corrected = { ...aware(80), awareBy: idOf('oili.oikeus'), reason: 'Vuoroesihenkilö tiesi jo aiemmin.' };
    const { body } = await oili.post(`/incidents/${id}/awareness`, corrected);
    expect(body).toMatchObject({ hoursLeft: -8, awareOf: 'Oili Oikeus' });
    const notification = { outcome: 'notified', at: server.clock.now().toISOString(), reference: 'TSV/2/2026' };
    expectProblem(await oili.post(`/incidents/${id}/notification`, notification), 422, 'incident-late-without-reason');
    const late = await oili.post(`/incidents/${id}/notification`, { ...notification, reason });
    expect(late.body).toMatchObject({
      notified: { late: true },
      notificationSaid: { words: reason, by: 'Oili Oikeus' },
    });
    expectProblem(await oili.post('/incidents', { ...aware(-1), description: reason }), 400, 'incident-in-future');
    const nobody = { ...aware(), awareBy: '00000000-0000-7000-8000-000000000000' };
    expectProblem(await oili.post('/incidents', { ...nobody, description: reason }), 422, 'incident-nobody');
  });
});

describe('that the authority is not told', () => {
  it('is so when a second person agrees, and waits for one until then', async () => {
    const id = await registered();
    const decide = (who: Client, outcome = 'confirmed') =>
      who.post(`/incidents/${id}/notification/decision`, { outcome, reason });
    expectProblem(await decide(satu), 409, 'incident-settled');
    const proposed = await oili.post(`/incidents/${id}/notification`, { outcome: 'not-notified', reason });
    expect(proposed.body).toMatchObject({ notification: 'proposed', hoursLeft: 71, mayConfirm: false });
    expectProblem(await decide(oili), 403, 'not-second-person');
    expectProblem(await decide(tapio), 403, 'not-permitted');
    expect(await waits(satu, 'incident-confirmations')).toMatchObject({ items: [{ id }] });
    expect(await waits(oili, 'incident-confirmations')).toBeUndefined();
    expect((await decide(satu, 'sent-back')).body).toMatchObject({ notification: 'open' });
    await oili.post(`/incidents/${id}/notification`, { outcome: 'not-notified', reason });
    expect((await decide(satu)).body).toMatchObject({
      ...{ notification: 'not-notified', hoursLeft: null, confirmationSaid: { by: 'Satu Sijainen', words: reason } },
    });
    const refused = (await loggedEvents(server, 'incident.notification-decided')).filter(
      ({ outcome }) => outcome === 'refused',
    );
    expect(refused.map(event => event.reason)).toContain('not-second-person');
    await expect(server.sql(`update incident set confirmed_by = prepared_by where id = $1`, [id])).rejects.toThrow(
      'incident_not_notified_by_two',
    );
    const at = server.clock.now().toISOString();
    const after = await oili.post(`/incidents/${id}/notification`, {
      outcome: 'notified',
      at,
      reference: 'TSV/3/2026',
    });
    expect(after.body).toMatchObject({ notification: 'notified', confirmationSaid: null });
  });
});

describe('that the people are told', () => {
  it('is said with when and how, or with the ground of art. 34 on which they are not', async () => {
    const id = await registered();
    const say = (body: object) => oili.post(`/incidents/${id}/communication`, body);
    expectProblem(await say({ outcome: 'not-told', ground: 'never', reason }), 400, 'invalid-request');
    expect((await say({ outcome: 'not-told', ground: 'no-high-risk', reason })).body).toMatchObject({
      ...{ communication: 'not-told', communicationGround: 'no-high-risk', toldAt: null },
      communicationSaid: { by: 'Oili Oikeus', words: reason },
    });
    const told = { outcome: 'told', at: server.clock.now().toISOString(), reason: 'Kirjeellä kaikille.' };
    expect((await say(told)).body).toMatchObject({ communication: 'told', communicationGround: null, toldAt: told.at });
    expectProblem(await say(told), 409, 'incident-settled');
  });
});

describe('after the recordings are gone', () => {
  it('their number is told, the earlier list stays, and nobody can be named any more', async () => {
    const gone = await call({ caller: { category: 'partner', name: 'Testi Vanha', phone: '+358401231111' } });
    await hear(await server.as(snoop.username), gone);
    const before = await registered();
    const first = await listed(before, { calls: 'used', recordingIds: [gone] });
    expect(first.counts).toMatchObject({ people: 2, recordings: 1, gone: 0 });
    server.clock.advance(63 * 24 * HOUR_MS);
    await server.app.get(RunPurges).execute();
    [oili, tapio] = [await server.as('oili.oikeus'), await server.as('tapio.tietosuoja')];
    const second = await listed(before, { calls: 'used', recordingIds: [gone] });
    expect(second.counts).toMatchObject({ people: 0, recordings: 0, gone: 1 });
    const [caller] = first.people.filter(({ kind }) => kind === 'caller');
    const { body } = await oili.post(`/incidents/${before}/people/${caller?.id ?? ''}/reveals`, { reason });
    expect(body).toEqual({ name: null, phone: null, email: null, organisation: null });
  });
});
