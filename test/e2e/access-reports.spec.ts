import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MatrixReport } from '../../src/access/reports/matrix-report.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Client } from '../support/client.js';
import { eventsDuring } from '../support/log.js';
import { overhearOutput } from '../support/overheard.js';
import { addPerson } from '../support/people.js';
import { expectProblem } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const HEARS = { role: 'team-lead', purposes: ['internal-training'], queues: ['user-support'] };

let server: TestServer;

const today = () => helsinkiDay(server.clock.now());
const later = (days: number) => {
  server.clock.moveTo(new Date(NOW.getTime() + days * DAY_MS));
};

beforeAll(async () => {
  server = await startTestServer();
});

afterEach(async () => {
  await checkCustody(server);
});

afterAll(async () => {
  await server.stop();
});

async function rowsOf<Row>(client: Client, path: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let cursor = ''; ;) {
    const { status, body } = await client.get(`${path}${path.includes('?') ? '&' : '?'}limit=3${cursor}`);
    expect([status, body.code]).toEqual([200, undefined]);
    rows.push(...(body.items as Row[]));
    if (body.nextCursor === null) return rows;
    cursor = `&cursor=${body.nextCursor as string}`; // of every list
  }
}

interface OnDay {
  readonly staffId: string;
  readonly grant: { readonly id: string };
  readonly worked: string;
  readonly because: readonly string[];
}

describe('the matrix', () => {
  it('shows everybody who has access, with roles, scope, purposes and days, page by page, with an event for each look', async () => {
    const aila = await server.as('aila.auditoija');
    const person = await addPerson(server, { grants: [HEARS], bound: false });
    const events = await eventsDuring(server, async () => {
      const rows = await rowsOf<{ staffId: string; displayName: string; grants: unknown[] }>(
        aila,
        '/access-reports/matrix',
      );
      const names = rows.map(({ displayName }) => displayName);
      expect(names.length).toBeGreaterThan(10);
      expect(names).toEqual([...names].sort());
      expect(new Set(names).size).toBe(names.length);
      const row = rows.find(({ staffId }) => staffId === person.id);
      expect(row).toMatchObject({ bound: false, grants: [{ ...HEARS, state: 'working', units: 'all' }] });
    });
    expect(events[0]).toMatchObject({ action: 'access-report.viewed', facts: { report: 'matrix', continued: false } });
    expectProblem(await aila.get('/access-reports/matrix?cursor=x'), 400, 'invalid-cursor');
    expectProblem(await (await server.as('liisa.lupa')).get('/access-reports/matrix'), 403, 'not-permitted');
  });
});

describe('who had access on a day', () => {
  const onDay = async (day: string, staffId: string): Promise<OnDay[]> => {
    const rows = await rowsOf<OnDay>(await server.as('aila.auditoija'), `/access-reports/on-day?on=${day}`);
    return rows.filter(row => row.staffId === staffId);
  };

  it('is told from what was given, suspended, acknowledged and revoked then, not from what is now', async () => {
    const { id, grantIds } = await addPerson(server, { grants: [HEARS] });
    const [grantId = ''] = grantIds;
    const first = today();
    expect(await onDay(first, id)).toMatchObject([
      { worked: 'part-of-day', because: expect.arrayContaining(['given-that-day']) },
    ]);
    later(2);
    const suspendedAt = startOfDay(addDays(first, 3));
    const values = [newId(NOW), grantId, suspendedAt, startOfDay(addDays(first, 4))];
    await server.sql(
      `insert into grant_suspension (id, grant_id, because, suspended_at, lifted_at) values ($1, $2, 'duties', $3, $4)`,
      values,
    );
    later(6);
    const yrjo = await server.as('yrjo.yllapito');
    await yrjo.post(`/grants/${grantId}/revocation`, { reason: 'Tehtävä vaihtui' });
    later(8);
    expect(await onDay(addDays(first, -1), id)).toEqual([]);
    expect(await onDay(addDays(first, 1), id)).toMatchObject([{ worked: 'whole-day', because: [] }]);
    expect(await onDay(addDays(first, 3), id)).toMatchObject([{ worked: 'not', because: ['suspended'] }]);
    expect(await onDay(addDays(first, 4), id)).toMatchObject([{ worked: 'whole-day' }]);
    expect(await onDay(addDays(first, 6), id)).toMatchObject([
      { worked: 'part-of-day', because: ['revoked-that-day'] },
    ]);
    expect(await onDay(addDays(first, 7), id)).toEqual([]);
    const aila = await server.as('aila.auditoija');
    expectProblem(await aila.get(`/access-reports/on-day?on=${addDays(today(), 1)}`), 422, 'day-to-come');
  });

  it('counts nobody who had not acknowledged the undertaking', async () => {
    later(9);
    const { id } = await addPerson(server, { grants: [HEARS], bound: false });
    const day = addDays(today(), 1);
    later(11);
    expect(await onDay(day, id)).toMatchObject([{ worked: 'not', because: ['not-bound'] }]);
  });
});

describe('reviews that were not done in time', () => {
  it('are those that were decided after their day, and those that are still open', async () => {
    later(20);
    const { id } = await addPerson(server);
    const reviewer = server.ids.get('liisa.lupa') ?? '';
    const review = async (
      suspendOn: string,
      closedOn: string | null,
      kind = 'duties',
      outcome = closedOn && 'decided',
    ) => {
      const openedAt = startOfDay(addDays(helsinkiDay(NOW), 1));
      const closedAt = closedOn === null ? null : startOfDay(addDays(helsinkiDay(NOW), Number(closedOn)));
      const days = [suspendOn, 5, 19].map((day, index) =>
        addDays(helsinkiDay(NOW), Number(suspendOn) + (index === 0 ? 0 : Number(day))),
      );
      const values = [newId(server.clock.now()), id, kind, openedAt, ...days, reviewer, closedAt, outcome];
      await server.sql(
        `insert into access_review (id, staff_id, kind, opened_at, effective_on, suspend_on, escalate_on, revoke_on, reviewer_id, closed_at, outcome)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10)`,
        values,
      );
      return String(values[0]);
    };
    const inTime = await review('10', '9');
    const late = await review('10', '12');
    const open = await review('15', null);
    const notYet = await review('21', null);
    const withdrawn = await review('10', '12', 'duties', 'withdrawn');
    const rows = await rowsOf<{ reviewId: string; daysLate: number }>(
      await server.as('aila.auditoija'),
      '/access-reports/late-reviews',
    );
    const found = new Map(rows.map(({ reviewId, daysLate }) => [reviewId, daysLate]));
    expect([late, open].map(one => found.get(one))).toEqual([3, 6]);
    for (const one of [inTime, notYet, withdrawn]) expect(found.has(one)).toBe(false);
    await server.sql('delete from access_review where staff_id = $1', [id]);
  });
});

describe('rights to listen that nobody uses', () => {
  it('are those of people who have not listened for 90 days, and an auditor may propose to revoke them', async () => {
    later(0);
    const [idle, busy] = [await addPerson(server, { grants: [HEARS] }), await addPerson(server, { grants: [HEARS] })];
    later(85);
    await listens(busy.username);
    later(95);
    const aila = await server.as('aila.auditoija');
    const rows = await rowsOf<{ staffId: string; grant: { id: string }; lastPlaybackAt: string | null }>(
      aila,
      '/access-reports/unused',
    );
    const row = rows.find(({ staffId }) => staffId === idle.id);
    expect(row).toMatchObject({ grant: { id: idle.grantIds[0] }, lastPlaybackAt: null });
    expect(rows.some(({ staffId }) => staffId === busy.id)).toBe(false);
    expect(rows.some(({ staffId }) => staffId === server.ids.get('yrjo.yllapito'))).toBe(false);
    const path = `/grants/${row?.grant.id ?? ''}/revocation-proposal`;
    expect((await aila.post(path, { origin: 'unused-access', reason: 'Ei kuunteluja' })).status).toBe(201);
  });

  async function listens(username: string): Promise<void> {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.1 }));
    const client = await server.as(username);
    const playback = await client.post(`/recordings/${String(body.id)}/playbacks`, { purpose: 'internal-training' });
    expect(playback.status).toBe(201);
  }

  it('are not those that were given lately', async () => {
    const { id } = await addPerson(server, { grants: [HEARS] });
    const rows = await rowsOf<{ staffId: string }>(await server.as('aila.auditoija'), '/access-reports/unused');
    expect(rows.some(({ staffId }) => staffId === id)).toBe(false);
    later(0);
  });
});

describe('a report as a file', () => {
  it('is CSV of all its pages, in which a name is no formula, and leaves one event', async () => {
    const { id } = await addPerson(server, { grants: [HEARS] });
    await server.sql(`update staff set display_name = '=HYPERLINK("x")' where id = $1`, [id]);
    const aila = await server.as('aila.auditoija');
    const events = await eventsDuring(server, async () => {
      const { status, headers, bytes } = await aila.post('/access-reports/exports', { report: 'matrix' });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
      expect(headers.get('content-disposition')).toBe('attachment; filename="access-matrix.csv"');
      const lines = bytes.toString().split('\r\n');
      expect(lines[0]).toContain('staffId,displayName');
      expect(lines.length).toBeGreaterThan(12);
      expect(bytes.toString()).toContain(`"'=HYPERLINK(""x"")"`);
    });
    expect(events).toMatchObject([{ action: 'access-report.viewed', facts: { report: 'matrix', format: 'csv' } }]);
    for (const wanted of [{ report: 'on-day', on: today() }, { report: 'late-reviews' }, { report: 'unused' }]) {
      expect((await aila.post('/access-reports/exports', wanted)).status).toBe(200);
    }
    expectProblem(await aila.post('/access-reports/exports', { report: 'on-day' }), 400, 'invalid-request');
    const tomorrow = { report: 'on-day', on: addDays(today(), 1) };
    expectProblem(await aila.post('/access-reports/exports', tomorrow), 422, 'day-to-come');
  });

  it.each([
    ['is refused where its first page cannot be read', 1, 500, 'answered internal-error'],
    ['breaks off where a later page cannot be read', 2, 'broken off', 'broke off with'],
  ] as const)('%s, and that is noted', async (_what, nth, outcome, noted) => {
    const aila = await server.as('aila.auditoija');
    const exported = () =>
      aila.post('/access-reports/exports', { report: 'matrix' }).then(
        ({ status }) => status,
        () => 'broken off',
      );
    const report = server.app.get(MatrixReport);
    const { items } = await report.page({ limit: 200 });
    const pages = jest.spyOn(report, 'page').mockImplementation(() => {
      const fails = pages.mock.calls.length === nth;
      return fails ? Promise.reject(new Error('broken')) : Promise.resolve({ items, nextCursor: 'more' });
    });
    const output = overhearOutput();
    expect(await exported()).toBe(outcome);
    output.end();
    pages.mockRestore();
    expect(output.said()).toContain(noted);
    expect(await exported()).toBe(200);
  });
});

describe('what waits for somebody', () => {
  it('is proposals for the second administrator, grants that end soon for who has them and for administrators', async () => {
    const ending = { ...HEARS, untilOn: addDays(today(), 20) };
    const { id, username, grantIds } = await addPerson(server, { grants: [ending] });
    const other = await addPerson(server);
    const wanted = { ...HEARS, fromOn: today(), untilOn: addDays(today(), 60), reason: 'Testi' };
    const yrjo = await server.as('yrjo.yllapito');
    const { body } = await yrjo.post(`/staff/${other.id}/grants`, wanted);
    const tasksOf = async (client: Client) => (await client.get('/tasks')).body;
    const paula = await tasksOf(await server.as('paula.paakayttaja'));
    expect(paula.proposals).toMatchObject(expect.arrayContaining([expect.objectContaining({ id: body.proposalId })]));
    expect((await tasksOf(yrjo)).proposals).not.toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id: body.proposalId })]),
    );
    const own = await tasksOf(await server.as(username));
    expect(own).toMatchObject({ waiting: 0, counts: { endingGrants: 1 } });
    expect(own.endingGrants).toMatchObject([{ mine: true, grant: { id: grantIds[0] } }]);
    const all = paula.endingGrants as { grant: { staffId: string }; mine: boolean }[];
    expect(all.find(({ grant }) => grant.staffId === id)).toMatchObject({ mine: false });
    const longer = { ...HEARS, untilOn: addDays(today(), 300) };
    const renewed = await addPerson(server, { grants: [ending, longer] });
    expect((await tasksOf(await server.as(renewed.username))).endingGrants).toEqual([]);
  });
});
