import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { HELD_DAYS } from '../../src/rights/search/wanted-hold.js';
import { LookAtCases } from '../../src/rights/search/look-at-cases.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client, Metadata } from '../support/client.js';
import { CONTACTS } from '../support/decided-case.js';
import { HoldScenes, type Filed } from '../support/holds.js';
import { startFaultyServer } from '../support/fault-server.js';
import type { SeenStatement } from '../support/fault-statements.js';
import { eventsDuring, type LoggedEvent } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { WholeCases } from '../support/whole-case.js';

let server: TestServer;
let holds: HoldScenes;
let scenes: RightsScenes;
/** An agent, and the rights officer. */
let maija: Client;
let oili: Client;

beforeEach(async () => {
  server = await startTestServer({ env: CONTACTS });
  holds = new HoldScenes(server);
  scenes = new RightsScenes(server);
  await signIn();
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

/** Sessions do not last for as long as some of these tests do. */
async function signIn(): Promise<void> {
  maija = await server.as('maija.malli');
  oili = await server.as('oili.oikeus');
}

async function inDays(days: number): Promise<void> {
  server.clock.moveTo(startOfDay(addDays(holds.today, days)));
  await signIn();
}

/** Nobody calls twice by the same details, so that only what is meant is found. */
const SOMEBODY_ELSE = { category: 'unknown', name: 'Toinen Henkilö', phone: '+358409999999' } as const;

function deliver(caller: Metadata, over: Metadata = {}): Promise<Filed> {
  return holds.deliver({ caller: { category: 'unknown', ...caller }, ...over });
}

interface Recording {
  readonly recordingId: string;
  readonly state: string;
  readonly hold: { readonly id: string; readonly until: Day } | null;
  readonly holdRefusal: string | null;
  readonly readable: boolean;
}

async function recordingsOf(caseId: string, client = oili, query = ''): Promise<Recording[]> {
  const { status, body } = await client.get(`/rights-requests/${caseId}/recordings${query}`);
  expect(status).toBe(200);
  return body.items as Recording[];
}

async function foundIn(caseId: string): Promise<string[]> {
  return (await recordingsOf(caseId)).map(({ recordingId }) => recordingId).sort();
}

function ids(...filed: readonly Filed[]): string[] {
  return filed.map(({ id }) => id).sort();
}

async function dueOn({ id }: Filed): Promise<Day | undefined> {
  return (await holds.recording(id))?.due_on;
}

function look(): Promise<void> {
  return server.app.get(LookAtCases).execute();
}

async function triage(caseId: string, filed: Filed, state: 'included' | 'released', client = oili) {
  return client.post(`/rights-requests/${caseId}/recordings/${filed.id}/triage`, { state, reason: 'Kuunneltu.' });
}

/** As a crash after the registration leaves a case: registered, and nothing more. */
async function unsearched(id: string): Promise<void> {
  for (const { holdId } of await heldIn(id)) await endBeside(holdId);
  await server.sql('delete from rights_recording');
  await server.sql('delete from rights_search');
  await server.sql('update rights_case set searched_at = null');
}

/** As whom the person was looked for, by the log. */
function soughtIn(events: readonly LoggedEvent[]): unknown[] {
  return events.filter(({ action }) => action === 'rights-request.searched').map(({ facts }) => facts?.as);
}

/** Patients are taken into the contact history where somebody has decided so alone. */
async function keepsPatients(): Promise<void> {
  const administrator = await server.as('yrjo.yllapito');
  const settings = { keepsIdentityCodes: true, notice: null };
  expect((await administrator.request('PUT', '/sources/pbx-1', settings)).status).toBe(200);
}

/** The person takes the request back, is answered, and the case is closed. */
async function close(caseId: string, number: string): Promise<void> {
  const cases = await WholeCases.on(server);
  const at = { id: caseId, number, lastOn: '', path: `/rights-requests/${caseId}` };
  await cases.triage(at, ['access']);
  await cases.decided(at, 'access', { outcome: 'withdrawn' });
  await cases.answeredBy(at, {});
  await cases.closed(at);
}

describe('the search at receipt', () => {
  it('finds by itself what may be of the person, by any of the given details, and holds it at once', async () => {
    const byPhone = await deliver({ name: 'Joku Muu', phone: '+358401234567' });
    const byName = await deliver({ name: 'Soittaja Testi' });
    const other = await deliver(SOMEBODY_ELSE);
    const { id, number } = await scenes.register(maija);
    expect(await foundIn(id)).toEqual(ids(byPhone, byName));
    const until = holds.inDays(HELD_DAYS);
    expect(await recordingsOf(id)).toEqual(
      [byPhone, byName].map(() =>
        expect.objectContaining({ state: 'candidate', hold: { id: expect.any(String), until }, holdRefusal: null }),
      ),
    );
    expect([await dueOn(byPhone), await dueOn(byName), await dueOn(other)]).toEqual([until, until, other.dueOn]);
    const rows = await server.sql<{ reference: string; kind: string }>('select reference, kind from hold');
    expect(rows).toEqual([number, number].map(reference => ({ reference, kind: 'rights-request' })));
  });

  it('is on record, one that finds nothing too, and commits to what was looked for without saying it', async () => {
    const events = await eventsDuring(server, () => scenes.register(maija));
    const searched = events.filter(({ action }) => action === 'rights-request.searched');
    expect(searched.map(({ actor, facts, commitments }) => [actor.kind, facts?.as, facts?.hits, commitments])).toEqual(
      ['caller', 'patient'].map(as => [
        'system',
        as,
        0,
        {
          'phone/0': expect.any(String),
          'name/1': expect.any(String),
          'name/2': expect.any(String),
          'personal-identity-code/3': expect.any(String),
        },
      ]),
    );
    expect(JSON.stringify(events)).not.toMatch(/Soittaja|401234567|240688U/i);
    expect(await server.sql('select hits, "by" from rights_search')).toEqual([
      { hits: 0, by: null },
      { hits: 0, by: null },
    ]);
  });

  it('is caught up with after a crash between the registration and the search, once', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    await unsearched(id);
    await look();
    await look();
    expect(await foundIn(id)).toEqual(ids(filed));
    expect(await server.sql('select hits from rights_search order by hits')).toEqual([{ hits: 0 }, { hits: 1 }]);
    expect(await dueOn(filed)).toBe(holds.inDays(HELD_DAYS));
  });

  it('is on record once, though two instances look for the same case at once', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    await unsearched(id);
    const events = await eventsDuring(server, () => Promise.all([look(), look()]));
    expect(soughtIn(events)).toEqual(['caller', 'patient']);
    expect(await foundIn(id)).toEqual(ids(filed));
  });

  it('is on record once where its first try ends in the middle', async () => {
    const { id } = await scenes.register(maija);
    await unsearched(id);
    const other = await startFaultyServer(server);
    try {
      const isEntry = ({ text }: SeenStatement) => /^insert into "?rights_entry/i.test(text);
      const fault = other.database.arm({ kind: 'disconnect', nth: 2, of: isEntry });
      const events = await eventsDuring(server, async () => {
        await other.app
          .get(LookAtCases)
          .execute()
          .catch(() => null);
        await look();
      });
      expect(fault.struck).not.toBeNull();
      expect(soughtIn(events)).toEqual(['caller', 'patient']);
    } finally {
      await other.stop();
    }
  });

  it('finds the hold that a crash left standing, and places no other', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    const [before] = await recordingsOf(id);
    await server.sql('update rights_recording set hold_id = null, held_until_on = null');
    const events = await eventsDuring(server, look);
    expect(events.map(({ action }) => action)).toEqual(['rights-request.recordings-kept']);
    expect(await recordingsOf(id)).toEqual([before]);
    expect(await server.sql('select id from hold where recording_id = $1', [filed.id])).toHaveLength(1);
  });

  it('says once what keeps its recordings, though two instances look at once', async () => {
    await deliver({ phone: '+358401234567' });
    await scenes.register(maija);
    await server.sql('update rights_recording set hold_id = null, held_until_on = null');
    const events = await eventsDuring(server, () => Promise.all([look(), look()]));
    expect(events.map(({ action }) => action)).toEqual(['rights-request.recordings-kept']);
  });

  it.each([
    { rights: ['erasure'] },
    { rights: ['objection'] },
    { rights: ['erasure', 'objection', 'consent-withdrawal'] },
  ])('prolongs nothing for $rights alone, nor does the search of an officer', async ({ rights }) => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija, { rights });
    expect(await recordingsOf(id)).toEqual([]);
    await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', phone: '040 1234567' });
    await look();
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, hold: null, holdRefusal: null }]);
    expect(await dueOn(filed)).toBe(filed.dueOn);
  });

  it('runs once access is asked for after all', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija, { rights: ['erasure'] });
    const wanted = { rights: ['erasure', 'access'], officerId: server.ids.get('oili.oikeus') };
    expect((await oili.post(`/rights-requests/${id}/triage`, wanted)).status).toBe(200);
    await look();
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, hold: { until: holds.inDays(HELD_DAYS) } }]);
  });

  it('finds nobody’s calls for a request that names nobody, and does not call that a search', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija, { person: { address: 'Esimerkkikatu 1', phone: 'ei tiedossa' } });
    await look();
    expect(await recordingsOf(id)).toEqual([]);
    expect(await server.sql('select 1 from rights_search')).toEqual([]);
    expect(await dueOn(filed)).toBe(filed.dueOn);
  });

  it('protects also where nobody could tell what is asked for', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    await scenes.register(maija, { rights: [] });
    expect(await dueOn(filed)).toBe(holds.inDays(HELD_DAYS));
  });
});

describe('an access request', () => {
  it('that is received on day 60 still finds its recordings on day 75; closing it lets them go', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const unasked = await deliver(SOMEBODY_ELSE);
    await inDays(60);
    const { id, number } = await scenes.register(maija);
    await inDays(15);
    await holds.purge();
    expect([await dueOn(filed), await dueOn(unasked)]).toEqual([expect.any(String), undefined]);
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, call: expect.anything(), readable: true }]);
    expect((await oili.get(`/recordings/${filed.id}`)).status).toBe(200);
    await close(id, number);
    const closedOn = holds.today;
    await look();
    expect(await dueOn(filed)).toBe(addDays(closedOn, 30));
    await inDays(30);
    await holds.purge();
    expect(await dueOn(filed)).toBe(addDays(closedOn, 30));
    await inDays(1);
    await holds.endHolds();
    await holds.purge();
    expect(await dueOn(filed)).toBeUndefined();
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, call: null, readable: false }]);
  });

  it('finds nothing that was over when it came, purged or not', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    server.clock.moveTo(startOfDay(addDays(filed.dueOn, 1)));
    await signIn();
    const { id } = await scenes.register(maija);
    expect(await recordingsOf(id)).toEqual([]);
    await server.app.get(RunPurges).execute();
  });

  it('holds for as long as it is open, and not for ever', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    await inDays(100);
    await server.app.get(LookAtCases).goOn();
    const until = holds.inDays(HELD_DAYS);
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, hold: { until } }]);
    expect(await dueOn(filed)).toBe(until);
    const events = await eventsDuring(server, () => server.app.get(LookAtCases).goOn());
    expect(events).toEqual([]);
    for (let round = 0; round < 10; round += 1) {
      await inDays(100);
      await server.app.get(LookAtCases).goOn();
      await holds.endHolds();
    }
    expect(await dueOn(filed)).toBe(addDays(filed.dueOn, 1095));
    await holds.purge(); // the case itself: nothing has moved its own day
  });

  it('is held again where somebody ended its hold beside the case', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    const [held] = await heldIn(id);
    await endBeside(held?.holdId ?? '');
    expect(await dueOn(filed)).toBe(filed.dueOn);
    await server.app.get(LookAtCases).goOn();
    expect(await dueOn(filed)).toBe(holds.inDays(HELD_DAYS));
  });

  it('that is opened again goes on holding what it held', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id, number } = await scenes.register(maija);
    await close(id, number);
    await look();
    expect(await dueOn(filed)).toBe(filed.dueOn);
    await server.sql(`update rights_case set state = 'assessing', closed_at = null where id = $1`, [id]);
    await look();
    expect(await dueOn(filed)).toBe(holds.inDays(HELD_DAYS));
  });

  it('notes what it could not hold, and does not try for ever', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija, { rights: ['erasure'] });
    await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', phone: '+358401234567' });
    server.clock.moveTo(startOfDay(addDays(filed.dueOn, 1)));
    await server.sql(`update rights_claim set right_kind = 'access' where case_id = $1`, [id]);
    await server.sql(`update rights_case set searched_at = registered_at where id = $1`, [id]);
    const first = await eventsDuring(server, look);
    expect(first).toMatchObject([{ action: 'rights-request.recordings-kept', facts: { held: 0, notHeld: 1 } }]);
    expect(await eventsDuring(server, look)).toEqual([]);
    await signIn();
    expect(await recordingsOf(id)).toMatchObject([{ hold: null, holdRefusal: 'day-closed' }]);
    await holds.purge();
  });
});

describe('the search of an officer', () => {
  it('finds as whom it looks: who called, whom the call was about, who took it', async () => {
    await keepsPatients();
    const called = await deliver({ name: 'Aino Esimerkki' });
    const about = await deliver(SOMEBODY_ELSE, { patients: [{ name: 'Aino Esimerkki' }] });
    const other = await deliver(SOMEBODY_ELSE, { agent: { username: 'liisa.lupa' } });
    const { id } = await scenes.register(maija, { person: {} });
    const search = async (wanted: object) =>
      (await oili.post(`/rights-requests/${id}/searches`, wanted)).body as { hits: number; added: number };
    expect(await search({ as: 'patient', name: 'Aino Esimerkki' })).toMatchObject({ hits: 1, added: 1 });
    expect(await foundIn(id)).toEqual(ids(about));
    expect(await search({ as: 'caller', name: 'aino esimerkki' })).toMatchObject({ hits: 1, added: 1 });
    expect(await search({ as: 'caller', name: 'aino esimerkki' })).toMatchObject({ hits: 1, added: 0 });
    const agentStaffId = server.ids.get('liisa.lupa');
    expect(await search({ as: 'employee', agentStaffId })).toMatchObject({ hits: 1, added: 1 });
    expect(await foundIn(id)).toEqual(ids(called, about, other));
  });

  it('needs every word of a name, and narrows by unit, days and ticket', async () => {
    const filed = await deliver({ name: 'Aino Esimerkki' }, { unit: 'Ward systems', ticket: 'INC-7' });
    const { id } = await scenes.register(maija, { person: {} });
    const today = helsinkiDay(server.clock.now());
    const hits = async (over: object) => {
      const wanted = { as: 'caller', name: 'Aino Esimerkki', ...over };
      return (await oili.post(`/rights-requests/${id}/searches`, wanted)).body.hits;
    };
    expect(await hits({})).toBe(1);
    expect(await hits({ name: 'Aino Muu' })).toBe(0);
    expect([await hits({ unit: 'Ward systems' }), await hits({ unit: 'Other' })]).toEqual([1, 0]);
    expect([await hits({ ticket: 'INC-7' }), await hits({ ticket: 'INC-8' })]).toEqual([1, 0]);
    expect([await hits({ from: today }), await hits({ to: addDays(today, -1) })]).toEqual([1, 0]);
    expect([
      await hits({ name: undefined, ticket: 'INC-7' }),
      await hits({ name: undefined, from: today, to: today }),
    ]).toEqual([1, 1]);
    expect(await foundIn(id)).toEqual(ids(filed));
  });

  it('needs something to look for, and refuses with the attempt on record', async () => {
    const { id } = await scenes.register(maija);
    const events = await eventsDuring(server, async () => {
      expectProblem(
        await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', unit: 'Ward systems' }),
        422,
        'nothing-to-search',
      );
    });
    expect(events).toMatchObject([
      { action: 'rights-request.searched', outcome: 'refused', reason: 'nothing-to-search', object: { id } },
    ]);
    for (const wanted of [{ as: 'employee' }, { as: 'caller', name: 'Testi', phone: '040' }]) {
      expectProblem(await oili.post(`/rights-requests/${id}/searches`, wanted), 422, 'nothing-to-search');
    }
    expectProblem(
      await oili.post(`/rights-requests/${id}/searches`, { as: 'employee', name: 'Maija Malli' }),
      400,
      'invalid-request',
    );
  });

  it('finds only what the officer may see, though the system has found more', async () => {
    const filed = await deliver({ phone: '+358401234567' }, { queue: 'other-queue' });
    const { id } = await scenes.register(maija);
    const narrow = { role: 'rights-officer', queues: ['user-support'], purposes: ['rights-request'] };
    oili = await server.as((await addPerson(server, { grants: [narrow] })).username);
    const { body } = await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', phone: '+358401234567' });
    expect(body).toMatchObject({ hits: 0, more: false });
    expect(await recordingsOf(id)).toMatchObject([{ recordingId: filed.id, readable: false }]);
  });

  it('is over with the decision', async () => {
    const { id } = await scenes.register(maija);
    await server.sql(`update rights_case set state = 'decided' where id = $1`, [id]);
    expectProblem(
      await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', name: 'Testi' }),
      409,
      'wrong-state',
    );
  });
});

describe('a candidate', () => {
  it('is released at triage, and its hold ends at once; taken up again it is held anew', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    const events = await eventsDuring(server, async () => {
      const { status, body } = await triage(id, filed, 'released');
      expect([status, body.state, body.hold, body.triageReason]).toEqual([200, 'released', null, 'Kuunneltu.']);
    });
    expect(events.map(({ action }) => action)).toEqual([
      'rights-request.recording-released',
      'hold.released',
      'due-day.moved',
      'rights-request.recordings-kept',
    ]);
    expect(JSON.stringify(events)).not.toContain('Kuunneltu');
    expect(await dueOn(filed)).toBe(filed.dueOn);
    await oili.post(`/rights-requests/${id}/searches`, { as: 'caller', phone: '+358401234567' });
    expect(await recordingsOf(id)).toMatchObject([{ state: 'released', hold: null }]);
    expect((await triage(id, filed, 'included')).body).toMatchObject({
      state: 'included',
      hold: { until: holds.inDays(HELD_DAYS) },
    });
  });

  it('is let go by the next look where a crash left its hold', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    await scenes.register(maija);
    await server.sql(`update rights_recording set state = 'released'`);
    await look();
    expect(await dueOn(filed)).toBe(filed.dueOn);
  });

  it('keeps the holds of others: only that of the case ends', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const [first, second] = [await scenes.register(maija), await scenes.register(maija)];
    await triage(first.id, filed, 'released');
    expect(await dueOn(filed)).toBe(holds.inDays(HELD_DAYS));
    await triage(second.id, filed, 'released');
    expect(await dueOn(filed)).toBe(filed.dueOn);
  });

  it('is sorted out by the rights officer alone, and shown to whoever reads the case', async () => {
    const filed = await deliver({ phone: '+358401234567' });
    const { id } = await scenes.register(maija);
    const tapio = await server.as('tapio.tietosuoja');
    for (const client of [maija, tapio])
      expectProblem(await triage(id, filed, 'released', client), 403, 'not-permitted');
    expect(await recordingsOf(id, tapio)).toMatchObject([{ recordingId: filed.id, readable: false, permitted: [] }]);
    expect(await recordingsOf(id)).toMatchObject([{ readable: true, permitted: ['triage'] }]);
    expectProblem(await oili.get(`/rights-requests/${filed.id}/recordings`), 404, 'not-found');
    expectProblem(await triage(id, { ...filed, id }, 'included'), 404, 'not-found');
  });

  it('is listed page by page, the oldest call first, with an event each time', async () => {
    const first = await deliver({ phone: '+358401234567' });
    await inDays(2);
    const [second, third] = [await deliver({ phone: '+358401234567' }), await deliver({ phone: '+358401234567' })];
    const { id } = await scenes.register(maija);
    const seen: string[] = [];
    let cursor = '';
    const events = await eventsDuring(server, async () => {
      for (let page = 0; page < 3; page += 1) {
        const { body } = await oili.get(`/rights-requests/${id}/recordings?limit=1${cursor}`);
        seen.push(...(body.items as Recording[]).map(({ recordingId }) => recordingId));
        cursor = `&cursor=${String(body.nextCursor)}`;
      }
    });
    expect([seen[0], seen.slice(1).sort()]).toEqual([first.id, ids(second, third)]);
    expect(events.map(({ action }) => action)).toEqual(Array(3).fill('rights-request.opened'));
    await triage(id, second, 'included');
    expect((await recordingsOf(id, oili, '?state=included')).map(({ recordingId }) => recordingId)).toEqual([
      second.id,
    ]);
  });
});

async function heldIn(caseId: string): Promise<{ readonly holdId: string }[]> {
  return server.sql(`select hold_id as "holdId" from rights_recording where case_id = $1 and hold_id is not null`, [
    caseId,
  ]);
}

/** Somebody ends a hold where holds are looked at. */
async function endBeside(holdId: string): Promise<void> {
  expect((await oili.post(`/holds/${holdId}/release`, { reason: 'Testi' })).status).toBe(200);
}
