import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AcceptRestore, IntegrateEvents, Replays, type LoggedEvent } from '../../src/audit/index.js';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { strikeAt } from '../../src/kernel/crash-points.js';
import { NOBODY, newId } from '../../src/kernel/ids.js';
import { Database } from '../../src/platform/database/index.js';
import { Uptime, type MovedUptime } from '../../src/platform/machine/uptime.js';
import { RunPurges } from '../../src/retention/index.js';
import { wav } from '../support/audio.js';
import { settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { backUpDatabase, endOnBackup, startedOnBackup } from '../support/restore.js';
import { startTestServer, type TestServer } from '../support/server.js';

const DAY_MS = 86_400_000;
const REASON = 'Kello tarkistettu aikapalvelimesta';

const RUNS = 'select id, day, started_at, key_destroyed_at, recordings, contacts from purge_run order by day';
const BRAKES = `
  select id, reason, by_ms, raised, raised_at, proposed_by, proposed_at, proposal_event_id, released_by, released_at
  from purge_brake order by id`;

let first: TestServer;
let server: TestServer;

const purge = () => server.app.get(RunPurges).execute();
const rows = async (sql: string) => server.sql<Record<string, unknown>>(sql);

async function deliver(): Promise<Day> {
  const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.2 }));
  expect(status).toBe(201);
  return body.dueOn as Day;
}

/** The machine's clock is set ahead, which raises the brake, and is right again afterwards. */
async function raiseBrake(): Promise<void> {
  const uptime = server.app.get<Uptime, MovedUptime>(Uptime);
  for (const ms of [400 * DAY_MS, -400 * DAY_MS]) {
    server.clock.advance(ms);
    uptime.leaveBehind(ms);
    await purge();
  }
}

async function propose(): Promise<void> {
  const yrjo = await server.as('yrjo.yllapito');
  expect((await yrjo.post('/retention/brake/release-proposal', { reason: REASON })).status).toBe(200);
}

async function release(): Promise<void> {
  const paula = await server.as('paula.paakayttaja');
  expect((await paula.post('/retention/brake/release', { reason: REASON })).status).toBe(200);
}

/** Brings about what an event tells that no acceptance has met. */
async function replay(action: string, more: Partial<LoggedEvent>): Promise<void> {
  const at = server.clock.now();
  const event = { id: newId(at), at, action, outcome: 'done', actor: { kind: 'system', id: null }, ...more };
  await server.app.get(Database).transaction(async em => {
    await server.app.get(Replays).of(action)?.(em, event);
  });
}

async function restart(work: () => Promise<void>): Promise<void> {
  const backup = await backUpDatabase(first);
  await work();
  server = await startedOnBackup(first, backup);
}

afterAll(async () => {
  strikeAt();
  await endOnBackup(first, server);
});

describe('purges and the brake after a restored backup', () => {
  const days: Day[] = [];
  let [runs, brakes]: Record<string, unknown>[][] = [];

  beforeAll(async () => {
    first = await startTestServer();
    server = first;
    for (let n = 0; n < 4; n += 1) {
      days.push(await deliver());
      server.clock.advance(DAY_MS);
    }
    const [done = '' as Day, begun = '' as Day, later = '' as Day] = days;
    await purge();
    await settleLog(server);
    // What comes now is in the backup, and its place in the log is not: it comes back with the copy as well.
    const late = jest.spyOn(server.app.get(IntegrateEvents), 'unlessUnderWay').mockResolvedValue(0);
    server.clock.moveTo(startOfDay(addDays(done, 1)));
    await purge();
    await raiseBrake();
    await propose();
    await release();
    server.clock.moveTo(startOfDay(addDays(begun, 1)));
    strikeAt(point => {
      if (point === 'purge.marked-destroyed') throw new Error('broken off');
    });
    await expect(purge()).rejects.toThrow(AggregateError);
    strikeAt();
    await raiseBrake();

    await restart(async () => {
      late.mockRestore();
      await propose();
      await release();
      server.clock.moveTo(startOfDay(addDays(later, 1)));
      await purge();
      await raiseBrake();
      await settleLog(server); // what is integrated together has its place by the clock of its moment
      await propose();
      [runs, brakes] = [await rows(RUNS), await rows(BRAKES)];
    });
  });

  it('are as they were before once it is accepted, what the backup has among them', async () => {
    expect(await rows(RUNS)).toHaveLength(2);
    const { replayed } = await server.app.get(AcceptRestore).execute('Levy hajosi.');
    expect(replayed).toMatchObject({
      ...{ 'purge.intended': 3, 'purge.completed': 3 },
      ...{ 'purge-brake.raised': 3, 'purge-brake.release-proposed': 3, 'purge-brake.released': 2 },
    });
    expect(runs?.map(({ day }) => day)).toEqual(days.slice(0, 3));
    expect(await rows(RUNS)).toEqual(runs);
    expect(brakes?.map(({ raised }) => raised)).toEqual([false, false, true]);
    expect(await rows(BRAKES)).toEqual(brakes);
    expect(await rows('select from clock_sighting')).toEqual([]);
  });

  it('go on: what the log tells of as purged is purged once more when the brake is released', async () => {
    await release();
    await purge();
    expect(await rows('select day from purge_run where finished_at is null')).toEqual([]);
    expect(await rows('select due_on from recording')).toEqual([{ due_on: days[3] }]);
  });

  it('are not changed by events that name none', async () => {
    const before = [await rows(RUNS), await rows(BRAKES)];
    await replay('purge.intended', { object: { kind: 'purge-run', id: NOBODY } });
    await replay('purge.intended', { facts: { day: days[3] ?? '' } });
    await replay('purge.completed', { facts: { recordings: 7 } });
    await replay('purge-brake.raised', { facts: { reason: 'clock-ahead' } });
    await replay('purge-brake.raised', { object: { kind: 'purge-brake', id: NOBODY }, facts: { reason: 'full-moon' } });
    for (const action of ['purge-brake.release-proposed', 'purge-brake.released'])
      await expect(replay(action, {})).rejects.toThrow('names nothing');
    expect([await rows(RUNS), await rows(BRAKES)]).toEqual(before);
  });

  it('were gone by the time of their event where it is from before it told the time of the key, or any number', async () => {
    const id = newId(server.clock.now());
    await replay('purge.intended', { object: { kind: 'purge-run', id }, facts: { day: days[3] ?? '' } });
    await replay('purge.completed', { object: { kind: 'purge-run', id }, facts: { day: days[3] ?? '' } });
    const uncounted = await rows('select id, key_destroyed_at as at, dossiers from purge_run where recordings is null');
    expect(uncounted).toEqual([{ id, at: server.clock.now(), dossiers: null }]);
  });

  it('are stopped by a brake of which the log does not tell by how much the clock was off', async () => {
    const object = { kind: 'purge-brake', id: newId(server.clock.now()) };
    await replay('purge-brake.raised', { object, facts: { reason: 'clocks-disagree' } });
    const [brake] = await rows('select id, by_ms from purge_brake where raised');
    expect(brake).toEqual({ id: object.id, by_ms: 0 });
  });
});
