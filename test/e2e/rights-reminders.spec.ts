import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, addMonths, helsinkiDay, parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { openUntil } from '../../src/rights/case/case-days.js';
import { KeepOpenCases } from '../../src/rights/handling/keep-open-cases.js';
import { RemindJob } from '../../src/rights/handling/remind.job.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { TOLD_BY_WEBHOOK } from '../support/notices.js';
import { expectProblem } from '../support/refused.js';
import { RightsScenes } from '../support/rights.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let scenes: RightsScenes;
/** An agent, the rights officer, and the data protection officer. */
let maija: Client;
let oili: Client;
let tapio: Client;

const HOUR_MS = 3_600_000;
const today = (): Day => helsinkiDay(server.clock.now());
const now = (): string => server.clock.now().toISOString();
const staff = (username: string): string => server.ids.get(username) ?? '';
const at = (id: string, path: string): string => `/rights-requests/${id}/${path}`;

async function signIn(): Promise<void> {
  maija = await server.as('maija.malli');
  oili = await server.as('oili.oikeus');
  tapio = await server.as('tapio.tietosuoja');
}

/** Sessions end in the meantime, so everybody signs in again. */
async function moveTo(day: Day): Promise<void> {
  server.clock.moveTo(new Date(startOfDay(day).getTime() + 9 * HOUR_MS));
  await signIn();
}

async function triaged(request: Record<string, unknown> = {}) {
  const registered = await scenes.register(maija, request);
  const triage = { rights: ['access'], officerId: staff('oili.oikeus') };
  expect((await oili.post(at(registered.id, 'triage'), triage)).status).toBe(200);
  return registered;
}

/** What other rooms bring about before a case may be closed. */
async function answered(id: string): Promise<void> {
  await server.sql(`update rights_claim set state = 'confirmed', outcome = 'granted' where case_id = $1`, [id]);
  await server.sql(`update rights_case set state = 'answered', decided_at = $2, answered_at = $2 where id = $1`, [
    ...[id, server.clock.now()],
  ]);
}

const dueOnOf = async (id: string): Promise<string[]> => {
  const rows = await server.sql<{ due_on: string }>(
    `select due_on from dossier where id = $1 union all select due_on from dossier_file where dossier_id = $1`,
    [id],
  );
  return rows.map(({ due_on }) => due_on);
};

beforeEach(async () => {
  server = await startTestServer({ env: TOLD_BY_WEBHOOK });
  scenes = new RightsScenes(server);
  await signIn();
});

afterEach(async () => {
  await checkCustody(server);
  await server.stop();
});

describe('what comes by itself', () => {
  it('keeps a case that stays open beyond its day, and lets a closed one go', async () => {
    const [open, closed, waiting] = [await triaged(), await triaged(), await triaged()];
    for (const { id } of [closed, waiting]) {
      await answered(id);
      await oili.post(at(id, 'closing'));
    }
    await server.sql(`update rights_claim set state = 'waiting' where case_id = $1`, [waiting.id]);
    await scenes.attach(oili, open.id, Buffer.from('liite'), 'liite.txt');
    const keep = () => server.app.get(KeepOpenCases).execute();
    expect(await keep()).toBe(0);
    const until = openUntil(today());
    await moveTo(addDays(addMonths(until, -6), -1));
    expect(await keep()).toBe(0);
    await moveTo(addMonths(until, -6));
    expect(await keep()).toBe(2);
    expect(await dueOnOf(open.id)).toEqual([openUntil(today()), openUntil(today())]);
    expect(await dueOnOf(waiting.id)).toEqual([openUntil(today())]);
    const moved = (await loggedEvents(server, 'rights-request.day-moved')).filter(
      ({ object }) => object?.id === open.id,
    );
    expect(moved).toMatchObject([{ actor: { kind: 'system' }, facts: { from: until, to: openUntil(today()) } }]);
    expect(await keep()).toBe(0);
    await moveTo(addDays(until, 1));
    await server.app.get(RunPurges).execute();
    const left = await server.sql<{ id: string }>('select id from rights_case');
    const ids = left.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([open.id, waiting.id]));
    expect(ids).not.toContain(closed.id);
  });

  it('reminds of each thing once, by number and days alone', async () => {
    const receivedAt = now();
    const { id, number, lastOn } = await triaged({ receivedAt });
    const last = parseDay(lastOn);
    const remind = () => server.app.get(RemindJob).execute();
    const said = async () =>
      (await loggedEvents(server, 'rights-request.reminded')).flatMap(({ object, facts }) =>
        object?.id === id ? [[facts?.kind, facts?.days]] : [],
      );
    await remind();
    expect(await said()).toEqual([]);
    for (const day of [addDays(last, -14), addDays(last, -14), addDays(last, -1), last, addDays(last, 1)]) {
      await moveTo(day);
      await remind();
    }
    const spoken = await said();
    expect(spoken.filter(([kind]) => kind !== 'internal-target')).toEqual([
      ['before-last-day', 14],
      ['before-last-day', 1],
      ['last-day', 0],
      ['late', 1],
    ]);
    const board = (await oili.get('/rights-requests?limit=200')).body.items as { id: string }[];
    const item = board.find(one => one.id === id);
    expect(item).toMatchObject({ late: true, reminder: { kind: 'late', about: last, days: 1 } });
    const told = await server.sql<{ facts: Record<string, unknown> }>(
      `select facts from notice where facts->>'reference' = $1 order by created_at, id`,
      [number],
    );
    expect(told.filter(({ facts }) => facts.kind !== 'rights-request-target').map(({ facts }) => facts)).toEqual(
      [
        ['rights-request-due', 14],
        ['rights-request-due', 1],
        ['rights-request-last-day'],
        ['rights-request-late', 1],
      ].map(([kind, days]) => ({
        ...{ kind, state: 'raised', reference: number, at: expect.any(String) },
        ...(days === undefined ? {} : { days }),
      })),
    );
    await answered(id);
    await moveTo(addDays(last, 2));
    await remind();
    expect(await said()).toEqual(spoken);
  });

  it('reminds of nothing while the clock stands', async () => {
    const { id } = await triaged();
    await oili.post(at(id, 'stops'), { kind: 'clarification', stoppedAt: now(), question: 'Mitä?' });
    await moveTo(addDays(today(), 60));
    const events = await eventsDuring(server, () => server.app.get(RemindJob).execute());
    expect(events.filter(({ object }) => object?.id === id)).toEqual([]);
  });
});

describe('the mailbox of requests', () => {
  it('is tried again and again, and reminds once when nobody has for too long', async () => {
    const reminded = () => loggedEvents(server, 'rights-mailbox.reminded');
    const remind = () => server.app.get(RemindJob).execute();
    expect((await oili.get('/rights-mailbox/tests')).body).toEqual({
      ...{ items: [], nextCursor: null, dueOn: null, overdue: true },
    });
    await remind();
    const before = (await reminded()).length;
    expect(before).toBe(1);
    const sentAt = now();
    server.clock.advance(60_000);
    const test = { sentAt, arrivedAt: now(), note: 'Lähetetty ulkoisesta osoitteesta.' };
    const events = await eventsDuring(server, async () => {
      const { status, body } = await oili.post('/rights-mailbox/tests', test);
      expect([status, body]).toEqual([
        201,
        expect.objectContaining({ ...test, passed: true, testedBy: staff('oili.oikeus'), testerName: 'Oili Oikeus' }),
      ]);
    });
    expect(events).toMatchObject([
      { action: 'rights-mailbox.tested', facts: { sentAt: test.sentAt, arrivedAt: test.arrivedAt } },
    ]);
    const dueOn = addDays(today(), 90);
    await moveTo(dueOn);
    await oili.post('/rights-mailbox/tests', { sentAt: now(), arrivedAt: null, note: 'Ei tullut perille.' });
    const { body } = await tapio.get('/rights-mailbox/tests?limit=1');
    expect(body).toMatchObject({ items: [{ passed: false, arrivedAt: null }], dueOn, overdue: false });
    const next = await tapio.get(`/rights-mailbox/tests?cursor=${String(body.nextCursor)}`);
    expect(next.body).toMatchObject({ items: [{ passed: true }], nextCursor: null });
    await remind();
    expect(await reminded()).toHaveLength(before);
    await moveTo(addDays(dueOn, 1));
    await remind();
    await remind();
    expect((await reminded()).slice(before)).toMatchObject([{ facts: { dueOn, days: 1 } }]);
    const told = await server.sql<{ facts: object }>(
      `select facts from notice where facts->>'kind' = 'rights-mailbox-untested' order by created_at, id`,
    );
    expect(told.map(({ facts }) => facts)).toEqual([
      { kind: 'rights-mailbox-untested', state: 'raised', at: expect.any(String) },
      { kind: 'rights-mailbox-untested', state: 'raised', at: expect.any(String), days: 1 },
    ]);
    expect((await oili.get('/rights-mailbox/tests')).body.overdue).toBe(true);
  });

  it('is written about by officers alone, and only of what was', async () => {
    const note = 'Testi.';
    expectProblem(await tapio.post('/rights-mailbox/tests', {}), 403, 'not-permitted');
    expectProblem(await maija.get('/rights-mailbox/tests'), 403, 'not-permitted');
    const later = new Date(server.clock.now().getTime() + HOUR_MS).toISOString();
    const earlier = new Date(server.clock.now().getTime() - HOUR_MS).toISOString();
    const post = (sentAt: string, arrivedAt: string) => oili.post('/rights-mailbox/tests', { sentAt, arrivedAt, note });
    expectProblem(await post(later, later), 422, 'test-in-future');
    expectProblem(await post(earlier, later), 422, 'test-in-future');
    expectProblem(await post(now(), earlier), 422, 'arrived-before-sent');
  });
});
