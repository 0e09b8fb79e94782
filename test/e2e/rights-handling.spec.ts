import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addDays,
  addMonths,
  helsinkiDay,
  LAST_DAY,
  parseDay,
  startOfDay,
  type Day,
} from '../../src/kernel/calendar.js';
import { nextWorkingDay } from '../../src/rights/clock/working-day.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring as allEventsDuring, loggedEvents } from '../support/log.js';
import { expectProblem } from '../support/refused.js';
import { A_REQUEST, RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: RightsScenes;
/** An agent, the two rights officers, and the data protection officer. */
let maija: Client;
let oili: Client;
let satu: Client;
let tapio: Client;

const HOUR_MS = 3_600_000;
const today = (): Day => helsinkiDay(server.clock.now());
const now = (): string => server.clock.now().toISOString();
const staff = (username: string): string => server.ids.get(username) ?? '';

async function signIn(): Promise<void> {
  maija = await server.as('maija.malli');
  oili = await server.as('oili.oikeus');
  satu = await server.as('satu.sijainen');
  tapio = await server.as('tapio.tietosuoja');
}

/** Sessions end in the meantime, so everybody signs in again. */
async function moveTo(day: Day): Promise<void> {
  server.clock.moveTo(new Date(startOfDay(day).getTime() + 9 * HOUR_MS));
  await signIn();
}

const triage = (over: object = {}) => ({ rights: ['access'], officerId: staff('oili.oikeus'), ...over });

async function triaged(over: object = {}, request: Record<string, unknown> = {}) {
  const registered = await scenes.register(maija, request);
  const { status, body } = await oili.post(`/rights-requests/${registered.id}/triage`, triage(over));
  expect([status, body.state]).toEqual([200, 'triaged']);
  return registered;
}

const view = async (id: string) => (await oili.get(`/rights-requests/${id}`)).body;

/** By which days the board sorts a case. */
const sortedBy = async (id: string) =>
  (
    await server.sql<{ last_on: string; stopped: boolean }>('select last_on, stopped from rights_case where id = $1', [
      id,
    ])
  )[0];

/** The search at the receipt comes by itself, some time. */
const SEARCHED = 'rights-request.searched';
const journalOf = async (id: string): Promise<object[]> =>
  ((await view(id)).journal as { action: string }[]).filter(({ action }) => action !== SEARCHED);
const eventsDuring = async (work: () => Promise<unknown>) =>
  (await allEventsDuring(server, work)).filter(({ action }) => action !== SEARCHED);

const at = (id: string, path: string): string => `/rights-requests/${id}/${path}`;

/** What other rooms bring about before a case may be closed. */
async function answered(id: string, state: 'answered' | 'recipients-notified', outcome = 'granted'): Promise<void> {
  await server.sql(`update rights_claim set state = 'confirmed', outcome = $2 where case_id = $1`, [id, outcome]);
  await server.sql('update rights_case set state = $2, decided_at = $3, answered_at = $3 where id = $1', [
    ...[id, state, server.clock.now()],
  ]);
}

const dueOnOf = async (id: string): Promise<string[]> => {
  const rows = await server.sql<{ due_on: string }>(
    `select due_on from dossier where id = $1 union all select due_on from dossier_file where dossier_id = $1`,
    [id],
  );
  return rows.map(({ due_on }) => due_on);
};

beforeAll(async () => {
  server = await startTestServer();
  scenes = new RightsScenes(server);
  await signIn();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

describe('the triage of a request', () => {
  it('says what is asked for, who handles it and how the person is known, on record and sealed', async () => {
    const { id } = await scenes.register(maija);
    const known = {
      person: { name: 'Testi Soittajainen', phone: '+358401234567' },
      representative: { name: 'Edustaja Testi', mandate: 'Valtakirja 1.11.2026' },
      identity: { method: 'mandate-and-identity', doubt: 'Valtakirjan päiväys on epäselvä.' },
    };
    const wanted = triage({
      ...{ rights: ['access', 'rectification'], contested: true, language: 'sv', ...known },
    });
    const events = await eventsDuring(async () => {
      const { status, body } = await oili.post(at(id, 'triage'), wanted);
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          ...{ state: 'triaged', officerName: 'Oili Oikeus', language: 'sv', rights: ['access', 'rectification'] },
        }),
      ]);
    });
    expect(events).toMatchObject([
      {
        action: 'rights-request.triaged',
        facts: { rights: ['access', 'rectification'], identityMethod: 'mandate-and-identity', doubted: true },
      },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Soittaja|Edustaja|Valtakirja/);
    const { request, claims } = await view(id);
    expect(request).toEqual({ text: A_REQUEST.text, ...known });
    expect(claims).toMatchObject([
      { right: 'access', contested: false },
      { right: 'rectification', contested: true },
    ]);
    expect(await journalOf(id)).toMatchObject([
      { action: 'rights-request.registered' },
      { action: 'rights-request.triaged', detail: { before: { person: A_REQUEST.person }, after: request } },
    ]);
  });

  it('is done again while nothing is decided, and takes no right out about which something is', async () => {
    const { id } = await triaged({ rights: ['access', 'erasure'] });
    const again = await oili.post(at(id, 'triage'), triage({ rights: ['access', 'objection'] }));
    expect([again.status, again.body.rights]).toEqual([200, ['access', 'objection']]);
    await server.sql(`update rights_claim set state = 'decided' where case_id = $1 and right_kind = 'access'`, [id]);
    expectProblem(await oili.post(at(id, 'triage'), triage({ rights: ['objection'] })), 409, 'claim-decided');
    expect((await view(id)).claims).toMatchObject([{ right: 'access' }, { right: 'objection' }]);
    await server.sql(`update rights_case set state = 'decided', decided_at = $2 where id = $1`, [
      ...[id, server.clock.now()],
    ]);
    expectProblem(await oili.post(at(id, 'triage'), triage()), 409, 'wrong-state');
  });

  it('counts from the true receipt', async () => {
    const { id, lastOn } = await triaged();
    const receivedAt = new Date(server.clock.now().getTime() - 10 * 24 * HOUR_MS).toISOString();
    const { body } = await oili.post(at(id, 'triage'), triage({ receivedAt }));
    expect([lastOn, body.receivedOn, body.lastOn]).toEqual(['2026-12-24', '2026-11-14', '2026-12-14']);
    expect(await sortedBy(id)).toEqual({ last_on: '2026-12-14', stopped: false });
    const later = new Date(server.clock.now().getTime() + HOUR_MS).toISOString();
    expectProblem(await oili.post(at(id, 'triage'), triage({ receivedAt: later })), 422, 'received-in-future');
  });

  it('never takes name and personal identity code for proof of identity', async () => {
    const { id } = await triaged();
    const identity = { method: 'name-and-code' };
    expectProblem(await oili.post(at(id, 'triage'), triage({ identity })), 400, 'invalid-request');
    const mandate = { method: 'mandate-and-identity' };
    const answer = await oili.post(at(id, 'triage'), triage({ identity: mandate }));
    expectProblem(answer, 422, 'mandate-without-representative');
  });

  it('contests accuracy where rectification is asked for alone', async () => {
    const { id } = await scenes.register(maija);
    const answer = await oili.post(at(id, 'triage'), triage({ contested: true }));
    expectProblem(answer, 422, 'contested-without-rectification');
  });

  it('takes a case out of the hands of the officer whom it is about', async () => {
    const { id } = await scenes.register(maija);
    const about = triage({ subjectStaffId: staff('oili.oikeus') });
    expectProblem(await satu.post(at(id, 'triage'), about), 422, 'officer-is-subject');
    const unknown = triage({ officerId: '00000000-0000-7000-8000-000000000009' });
    expectProblem(await satu.post(at(id, 'triage'), unknown), 422, 'unknown-officer');
    expectProblem(
      await satu.post(at(id, 'triage'), triage({ subjectStaffId: unknown.officerId })),
      422,
      'unknown-subject',
    );
    const handed = { ...about, officerId: staff('satu.sijainen') };
    const events = await eventsDuring(async () => {
      expect((await satu.post(at(id, 'triage'), handed)).status).toBe(200);
    });
    expect(JSON.stringify(events[0]?.facts)).not.toContain(staff('oili.oikeus'));
    expectProblem(await oili.get(`/rights-requests/${id}`), 404, 'not-found');
    expectProblem(await oili.post(at(id, 'triage'), triage()), 404, 'not-found');
    expect((await satu.get(`/rights-requests/${id}`)).body).toMatchObject({ subjectStaffName: 'Oili Oikeus' });
  });

  it('is nothing for whoever only registers or only reads, on record for both', async () => {
    const { id } = await scenes.register(maija);
    expectProblem(await maija.post(at(id, 'triage'), triage()), 403, 'not-permitted');
    expectProblem(await tapio.post(at(id, 'triage'), triage()), 403, 'not-permitted');
  });
});

describe('the clock of a request', () => {
  it('stands while the person is asked something, and both moments stay', async () => {
    const { id } = await triaged();
    const question = 'Milloin soititte?';
    const stop = { kind: 'clarification', stoppedAt: now(), question };
    const stopped = await oili.post(at(id, 'stops'), stop);
    expect([stopped.status, stopped.body]).toEqual([
      201,
      expect.objectContaining({
        ...{ state: 'clarification-pending', stopped: true, lastOn: null, lastOnWithoutStops: '2026-12-24' },
      }),
    ]);
    expect((await oili.get('/rights-requests?limit=200')).body.items).toEqual(
      expect.arrayContaining([expect.objectContaining({ id, stopped: true })]),
    );
    expectProblem(await oili.post(at(id, 'stops'), stop), 409, 'stop-runs');
    const { stops } = await view(id);
    const [{ id: stopId } = { id: '' }] = stops as { id: string }[];
    server.clock.advance(3 * 24 * HOUR_MS);
    await signIn();
    const end = { resumedAt: now(), answer: 'Syyskuussa.' };
    const resumed = await oili.post(at(id, `stops/${stopId}/end`), end);
    expect([resumed.status, resumed.body.state, resumed.body.lastOn]).toEqual([200, 'searching', '2026-12-28']);
    expectProblem(await oili.post(at(id, `stops/${stopId}/end`), end), 409, 'stop-over');
    expect((await journalOf(id)).slice(-2)).toMatchObject([
      { action: 'rights-request.clock-stopped', detail: { kind: 'clarification', question } },
      { action: 'rights-request.clock-resumed', detail: { answer: 'Syyskuussa.' } },
    ]);
    const events = await loggedEvents(server, 'rights-request.clock-stopped', 'rights-request.clock-resumed');
    expect(JSON.stringify(events)).not.toMatch(/soititte|Syyskuussa/);
  });

  it('moves by the days that it stood', async () => {
    const { id, lastOn } = await triaged();
    await oili.post(at(id, 'stops'), { kind: 'identity', stoppedAt: now(), question: 'Kuka?' });
    const [{ id: stopId } = { id: '' }] = (await view(id)).stops as { id: string }[];
    expect(await sortedBy(id)).toEqual({ last_on: LAST_DAY, stopped: true });
    const from = today();
    await moveTo(addDays(from, 9));
    const { body } = await oili.post(at(id, `stops/${stopId}/end`), { resumedAt: now(), answer: 'Tunnistettu.' });
    const moved = nextWorkingDay(addDays(addMonths(from, 1), 9));
    expect([body.lastOn, body.lastOnWithoutStops]).toEqual([moved, lastOn]);
    expect(await sortedBy(id)).toEqual({ last_on: moved, stopped: false });
  });

  it('goes on waiting for the other thing that was asked', async () => {
    const { id } = await triaged();
    for (const kind of ['identity', 'clarification'] as const)
      await oili.post(at(id, 'stops'), { kind, stoppedAt: now(), question: 'Kuka ja mitä?' });
    const stops = (await view(id)).stops as { id: string; kind: string }[];
    const ended = [];
    for (const { id: stopId } of stops) {
      const { body } = await oili.post(at(id, `stops/${stopId}/end`), { resumedAt: now(), answer: 'Vastaus.' });
      ended.push([body.state, body.stopped]);
    }
    expect(stops.map(({ kind }) => kind)).toEqual(['identity', 'clarification']);
    expect(ended).toEqual([
      ['clarification-pending', true],
      ['searching', false],
    ]);
  });

  it('is stopped neither later today, nor before the receipt, nor by doubt that comes late', async () => {
    const { id } = await triaged();
    const stop = (stoppedAt: string, kind = 'identity') =>
      oili.post(at(id, 'stops'), { kind, stoppedAt, question: 'Kuka?' });
    const shifted = (hours: number) => new Date(server.clock.now().getTime() + hours * HOUR_MS).toISOString();
    expectProblem(await stop(shifted(1)), 422, 'stop-in-future');
    expectProblem(await stop(shifted(-48)), 422, 'stop-before-receipt');
    await moveTo(addDays(today(), 17));
    expectProblem(await stop(now()), 422, 'stop-not-prompt');
    expect((await stop(now(), 'clarification')).status).toBe(201);
  });

  it('is not stopped before the triage, and another case’s stop is not there', async () => {
    const { id } = await scenes.register(maija);
    const stop = { kind: 'identity', stoppedAt: now(), question: 'Kuka?' };
    expectProblem(await oili.post(at(id, 'stops'), stop), 409, 'wrong-state');
    const other = await triaged();
    await oili.post(at(other.id, 'stops'), stop);
    const [{ id: stopId } = { id: '' }] = (await view(other.id)).stops as { id: string }[];
    const end = { resumedAt: now(), answer: 'Vastaus.' };
    expectProblem(await oili.post(at(id, `stops/${stopId}/end`), end), 404, 'not-found');
  });

  it('is extended once, with a reason, when the person was told within the first month', async () => {
    const receivedAt = new Date('2026-11-25T08:00:00Z');
    server.clock.moveTo(receivedAt);
    await signIn();
    const { id, lastOn } = await triaged({}, { receivedAt: receivedAt.toISOString() });
    expect(lastOn).toBe('2026-12-28');
    const extension = { reason: 'complexity', words: 'Puheluita on paljon.', noticeSentOn: '2026-11-25' };
    const tomorrow = { ...extension, noticeSentOn: '2026-11-26' };
    expectProblem(await oili.post(at(id, 'extension'), tomorrow), 422, 'extension-notice-in-future');
    expectProblem(await oili.post(at(id, 'extension'), { ...extension, reason: 'holidays' }), 400, 'invalid-request');
    const { status, body } = await oili.post(at(id, 'extension'), extension);
    expect([status, body.extended, body.lastOn]).toEqual([201, true, '2027-02-25']);
    expect(await sortedBy(id)).toEqual({ last_on: '2027-02-25', stopped: false });
    expectProblem(await oili.post(at(id, 'extension'), extension), 409, 'extended-already');
    const late = await triaged({}, { receivedAt: receivedAt.toISOString() });
    await moveTo(parseDay('2026-12-29'));
    const afterwards = { ...extension, noticeSentOn: '2026-12-29' };
    expectProblem(await oili.post(at(late.id, 'extension'), afterwards), 409, 'extension-too-late');
  });

  it('is no clock of an authority’s request', async () => {
    const { id } = await triaged();
    await server.sql(`update rights_case set kind = 'authority' where id = $1`, [id]);
    const stop = { kind: 'identity', stoppedAt: now(), question: 'Kuka?' };
    expectProblem(await oili.post(at(id, 'stops'), stop), 409, 'not-of-data-subject');
    const extension = { reason: 'number', words: 'Monta.', noticeSentOn: today() };
    expectProblem(await oili.post(at(id, 'extension'), extension), 409, 'not-of-data-subject');
    expectProblem(await oili.post(at(id, 'triage'), triage()), 409, 'not-of-data-subject');
  });
});

describe('a case on its way', () => {
  it('is moved by hand where nothing else moves it', async () => {
    const { id } = await triaged();
    const move = (to: string) => oili.post(at(id, 'moves'), { to });
    expectProblem(await move('assessing'), 409, 'wrong-state');
    for (const to of ['searching', 'assessing', 'in-review', 'assessing'])
      expect((await move(to)).body).toMatchObject({ state: to });
    expectProblem(await move('redacting'), 409, 'wrong-state');
    expectProblem(await move('decided'), 400, 'invalid-request');
    const events = (await loggedEvents(server, 'rights-request.moved')).filter(({ object }) => object?.id === id);
    expect(events.filter(({ outcome }) => outcome === 'done').map(({ facts }) => facts)).toEqual([
      { from: 'triaged', to: 'searching' },
      { from: 'searching', to: 'assessing' },
      { from: 'assessing', to: 'in-review' },
      { from: 'in-review', to: 'assessing' },
    ]);
    expect(events.filter(({ outcome }) => outcome === 'refused').map(({ reason }) => reason)).toEqual([
      ...['wrong-state', 'wrong-state'],
    ]);
  });

  it('is found by others of the same person, and linked with them whole', async () => {
    const person = { name: 'Toinen Testi', email: 'toinen@example.org', personalIdentityCode: '010100A901H' };
    const one = await scenes.register(maija, { person });
    const two = await scenes.register(maija, { person: { email: 'TOINEN@example.org' } });
    const three = await scenes.register(maija, { person: { personalIdentityCode: '010100a901h' } });
    const events = await eventsDuring(async () => {
      const { body } = await oili.get(at(one.id, 'similar'));
      expect(body.items).toEqual([
        expect.objectContaining({ id: two.id, number: two.number, alike: ['email'], linked: false }),
        expect.objectContaining({ id: three.id, alike: ['personalIdentityCode'], linked: false }),
      ]);
    });
    expect(events).toMatchObject([{ action: 'rights-request.opened', facts: { view: 'similar' } }]);
    expect((await oili.post(at(one.id, 'links'), { with: two.id })).status).toBe(200);
    expect((await oili.post(at(three.id, 'links'), { with: two.id })).status).toBe(200);
    expect((await oili.get(at(one.id, 'similar'))).body.items).toMatchObject([{ linked: true }, { linked: true }]);
    const groups = await Promise.all([one, two, three].map(async ({ id }) => (await view(id)).linkedGroup));
    expect(new Set(groups).size).toBe(1);
    expect(await journalOf(two.id)).toMatchObject([
      { action: 'rights-request.registered' },
      { action: 'rights-request.linked', detail: { withNumber: one.number } },
      { action: 'rights-request.linked', detail: { withNumber: three.number } },
    ]);
    await oili.delete(at(three.id, 'links'));
    expect([(await view(three.id)).linkedGroup, (await view(two.id)).linkedGroup]).toEqual([null, groups[0]]);
  });

  it('joins two groups into one', async () => {
    const cases = await Promise.all([0, 1, 2, 3].map(() => scenes.register(maija)));
    const [a, b, c, d] = cases.map(({ id }) => id) as [string, string, string, string];
    for (const [from, to] of [
      [a, b],
      [c, d],
      [b, c],
    ] as const)
      expect((await oili.post(at(from, 'links'), { with: to })).status).toBe(200);
    expect(new Set(await Promise.all([a, b, c, d].map(async id => (await view(id)).linkedGroup))).size).toBe(1);
  });

  it('is not linked with itself, nor with a case about the officer', async () => {
    const [one, mine] = [await scenes.register(maija), await scenes.register(maija)];
    const about = triage({ subjectStaffId: staff('oili.oikeus'), officerId: staff('satu.sijainen') });
    await satu.post(at(mine.id, 'triage'), about);
    expectProblem(await oili.post(at(one.id, 'links'), { with: one.id }), 422, 'linked-with-itself');
    expectProblem(await oili.post(at(one.id, 'links'), { with: mine.id }), 404, 'not-found');
    const seen = (await oili.get(at(one.id, 'similar'))).body.items as { id: string }[];
    expect(seen.map(({ id }) => id)).not.toContain(mine.id);
    expect((await oili.get(at(mine.id, 'similar'))).status).toBe(404);
  });
});

describe('a case that is closed', () => {
  it('was answered, and is kept for the months of the setting with its files', async () => {
    const { id } = await triaged();
    await scenes.attach(oili, id, Buffer.from('liitteen sisältö'), 'liite.txt');
    expectProblem(await oili.post(at(id, 'closing')), 409, 'wrong-state');
    await answered(id, 'answered');
    const events = await eventsDuring(async () => {
      const { status, body } = await oili.post(at(id, 'closing'), { note: 'Vastaanotto kuitattu.' });
      expect([status, body.state, body.late, body.reminder]).toEqual([200, 'closed', false, null]);
    });
    const dueOn = addMonths(today(), 24);
    expect(events).toMatchObject([{ action: 'rights-request.closed', facts: { dueOn } }]);
    expect(await dueOnOf(id)).toEqual([dueOn, dueOn]);
    expect(await view(id)).toMatchObject({ dueOn });
    expect((await journalOf(id)).at(-1)).toMatchObject({ detail: { note: 'Vastaanotto kuitattu.' } });
    expectProblem(await oili.post(at(id, 'closing')), 409, 'wrong-state');
    expectProblem(await oili.post(at(id, 'triage'), triage()), 409, 'wrong-state');
    const [document] = ((await oili.get(at(id, 'documents'))).body.items ?? []) as { id: string }[];
    expect((await oili.get(at(id, `documents/${document?.id ?? ''}`))).bytes.toString()).toBe('liitteen sisältö');
    const { status } = await scenes.attach(oili, id, Buffer.from('myöhässä'), 'b.txt');
    expect(status).toBe(409);
  });

  it('has told its recipients where something was erased, and has nothing open', async () => {
    const { id } = await triaged({ rights: ['erasure'] });
    await answered(id, 'answered');
    expectProblem(await oili.post(at(id, 'closing')), 409, 'recipients-not-notified');
    await answered(id, 'recipients-notified');
    await server.sql(`update rights_claim set state = 'open' where case_id = $1`, [id]);
    expectProblem(await oili.post(at(id, 'closing')), 409, 'claims-open');
    await answered(id, 'recipients-notified');
    expect((await oili.post(at(id, 'closing'))).status).toBe(200);
  });
});
