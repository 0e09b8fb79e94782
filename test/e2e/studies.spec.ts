import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { RestrictRecordings, StudiedCalls } from '../../src/recordings/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { eventsDuring } from '../support/log.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { callsOf, somePhone, StudyScenes } from '../support/studies.js';

const TODAY = helsinkiDay(NOW);
const YESTERDAY = addDays(TODAY, -1);

let server: TestServer;
let scenes: StudyScenes;

beforeAll(async () => {
  server = await startTestServer();
  scenes = await StudyScenes.of(server);
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

/** Each test has days of its own, so that its calls are in no other one's study. */
let nextDay = addDays(TODAY, -2);
function ownDay(): Day {
  nextDay = addDays(nextDay, -2);
  return nextDay;
}

describe('a study of service levels', () => {
  it('counts calls and their times from the history, each call once, where it came first', async () => {
    const day = ownDay();
    await scenes.calls(10, { day, waitMs: 30_000, talkMs: 90_000 });
    await scenes.calls(6, { day, at: 720, waitMs: null, talkMs: 500 }, { queue: 'on-call', ticket: 'INC-1' });
    const transfer = { linkedId: 'siirto-1' };
    await scenes.call({ day, waitMs: 30_000, talkMs: 90_000 }, { ...transfer, ticket: 'INC-2' });
    await scenes.call({ day, at: 602, waitMs: 1000 }, { ...transfer, queue: 'on-call' });
    const { rows, total, errorBound, living } = await scenes.ofDay(day, 'queue');
    expect(rows.map(({ key, calls: count, waited }) => [key, count, waited])).toEqual([
      ['on-call', 6, 0],
      ['user-support', 11, 11],
    ]);
    expect(rows[1]?.waiting.p50Ms).toBe(30_000);
    expect(rows[1]?.talking.p50Ms).toBe(90_000);
    expect(rows[0]?.waiting).toEqual({ p50Ms: null, p90Ms: null, p95Ms: null });
    expect(total).toMatchObject({ calls: 17, answered: 17, ticketed: 7 });
    expect({ errorBound, living }).toEqual({ errorBound: 0, living: { from: day, through: day } });
    expect(callsOf(await scenes.ofDay(day, 'hour'))).toEqual([
      ['10', 11],
      ['12', 6],
    ]);
  });

  it('has room for a call whose legs its source has linked weeks apart', async () => {
    const [from, through] = [addDays(TODAY, -58), addDays(TODAY, -32)];
    const before = (await scenes.study({ from, through, group: 'queue' })).total.calls;
    for (let n = 0; n < 11; n += 1)
      for (const day of [from, through]) await scenes.call({ day }, { linkedId: `viikkoja-${n}`, queue: 'weeks' });
    const { rows, total } = await scenes.study({ from, through, group: 'queue' });
    expect(total.calls - before).toBe(11);
    expect(rows.find(({ key }) => key === 'weeks')?.talking.p50Ms).toBe(86_400_000);
  });

  it('knows the first day that lives whole, also where a call that began before all others has ended after them', async () => {
    const first = addDays(TODAY, -60);
    await scenes.call({ day: first, at: 0, talkMs: 40 * 3_600_000 });
    await scenes.call({ day: first, at: 720 });
    expect(await server.app.get(StudiedCalls).livingFrom(TODAY)).toBe(first);
  });

  it('counts calls that nobody answered, each once however many telephones rang, and not those that somebody answered', async () => {
    const day = ownDay();
    await scenes.calls(8, { day });
    for (let n = 0; n < 5; n += 1) await scenes.notAnswered({ day }, { linkedId: `yritys-${n}` });
    await scenes.notAnswered({ day }, { linkedId: 'yritys-0' });
    await scenes.notAnswered({ day }, { direction: 'outbound' });
    await scenes.call({ day }, { linkedId: 'vastattu-lopulta' });
    await scenes.notAnswered({ day }, { linkedId: 'vastattu-lopulta' });
    expect((await scenes.ofDay(day)).total).toMatchObject({ calls: 14, answered: 9 });
  });

  it('knows a caller again within seven days by a mark, and not after', async () => {
    const day = ownDay();
    nextDay = addDays(day, -8);
    await scenes.calls(5, { day, phone: null });
    await scenes.calls(5, { day });
    const earlier = Array.from({ length: 5 }, somePhone);
    for (const phone of earlier) await scenes.call({ day: addDays(day, -6), phone });
    for (const phone of earlier) await scenes.call({ day, at: 660, phone: phone.replace('+358', '0') });
    const longAgo = Array.from({ length: 5 }, somePhone);
    for (const phone of longAgo) await scenes.call({ day: addDays(day, -8), phone });
    for (const phone of longAgo) await scenes.call({ day, phone });
    expect((await scenes.ofDay(day)).total).toMatchObject({ calls: 20, numbered: 15, repeated: 5 });
  });

  it('does not see today, whose next call would be one', async () => {
    await scenes.calls(5, { day: TODAY, at: 1 });
    const { through, rows } = await scenes.study({ from: YESTERDAY, through: TODAY });
    expect([through, rows]).toEqual([YESTERDAY, []]);
    for (const query of [`from=${TODAY}`, `from=2020-01-01&through=${YESTERDAY}`, 'from=2026-11-10&through=2026-11-09'])
      expectProblem(await scenes.liisa.get(`/studies/service-levels?${query}`), 400, 'invalid-period');
    expectProblem(await scenes.liisa.get('/studies/service-levels?group=agent'), 400, 'invalid-request');
  });
});

describe('fewer than five calls', () => {
  it('are not spoken of: what is small is told with something else, and a day of four not at all', async () => {
    const day = ownDay();
    await scenes.calls(4, { day });
    expect(await scenes.ofDay(day)).toMatchObject({ rows: [], total: { calls: 0 } });
    await scenes.calls(3, { day, at: 700 });
    await scenes.calls(6, { day, at: 800 }, { queue: 'on-call' });
    await scenes.calls(2, { day, at: 800 }, { queue: 'billing' });
    expect(callsOf(await scenes.ofDay(day, 'queue'))).toEqual([
      ['user-support', 7],
      ['', 8],
    ]);
    expect(callsOf(await scenes.ofDay(day, 'hour'))).toEqual([['', 15]]);
  });

  it('are not told of as a part either, nor what would be left of the whole', async () => {
    const day = ownDay();
    await scenes.calls(9, { day }, { ticket: 'INC-3' });
    await scenes.calls(2, { day });
    const { rows, total } = await scenes.ofDay(day);
    expect([rows[0]?.ticketed, total.ticketed]).toEqual([null, null]);
    expect(total).toMatchObject({ calls: 11, answered: 11 });
  });
});

describe('people who are left out', () => {
  it.each<[string, (ids: string[]) => Promise<unknown>]>([
    ['objected to studies', ids => scenes.block(ids, 'service-level-study')],
    [
      'are under restriction',
      ids =>
        server.app
          .get(Database)
          .transaction(em =>
            server.app
              .get(RestrictRecordings)
              .restrict(em, ids, { reference: 'R-2', ground: '18-1-a', begunAt: server.clock.now() }, THE_SYSTEM),
          ),
    ],
  ])('are those who %s, at once, in the living history', async (_, leaveOut) => {
    const day = ownDay();
    const made = await scenes.calls(12, { day });
    expect((await scenes.ofDay(day)).total.calls).toBe(12);
    await leaveOut(made.slice(0, 2).map(({ id }) => id));
    expect((await scenes.ofDay(day)).total.calls).toBe(10);
  });

  it('are not those who objected to something else', async () => {
    const day = ownDay();
    const made = await scenes.calls(6, { day });
    await scenes.block([made[0]?.id ?? ''], 'internal-training');
    expect((await scenes.ofDay(day)).total.calls).toBe(6);
  });
});

describe('who studies', () => {
  it('sees the queues and units of the grant, and nothing of the others', async () => {
    const day = ownDay();
    await scenes.calls(6, { day });
    await scenes.calls(7, { day }, { queue: 'on-call' });
    const grants = [{ role: 'team-lead', purposes: ['service-level-study'], queues: ['on-call'] }];
    const narrow = await server.as((await addPerson(server, { grants })).username);
    const seen = await scenes.ofDay(day, 'queue', narrow);
    expect(callsOf(seen)).toEqual([['on-call', 7]]);
    expect(seen).toMatchObject({ total: { calls: 7 }, queues: ['on-call'] });
    expect(await scenes.study({ from: day, through: day, queue: 'user-support' }, narrow)).toMatchObject({ rows: [] });
    expect(callsOf(await scenes.ofDay(day, 'queue', await server.as('tapio.tietosuoja')))).toHaveLength(2);
  });

  it('is somebody whose grant is for it', async () => {
    const grants = [{ role: 'team-lead', purposes: ['service-development'] }];
    const other = await server.as((await addPerson(server, { grants })).username);
    expectProblem(await other.get('/studies/service-levels'), 403, 'not-permitted');
    expectProblem(await (await server.as('maija.malli')).get('/studies/service-levels.csv'), 403, 'not-permitted');
  });

  it('is on record each time, with the purpose and what was asked, and no number of the answer', async () => {
    const day = ownDay();
    await scenes.calls(5, { day });
    const query = `from=${day}&through=${day}&group=hour&queue=user-support`;
    const events = await eventsDuring(server, async () => {
      for (const form of ['', '.csv', '.pdf']) await scenes.liisa.get(`/studies/service-levels${form}?${query}`);
    });
    const asked = { purpose: 'service-level-study', from: day, through: day, group: 'hour', queue: 'user-support' };
    expect(events.map(({ action, facts }) => ({ action, facts }))).toEqual(
      ['page', 'csv', 'pdf'].map(form => ({ action: 'study.viewed', facts: { ...asked, form, scope: 'all' } })),
    );
  });
});
