import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { IntegrateEvents } from '../../src/audit/index.js';
import { PurgeSteps } from '../../src/retention/purge/purge-steps.js';
import { ReclaimDay } from '../../src/retention/purge/reclaim-day.js';
import { RunPurges, WatchClocks } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { readKept } from '../custody/kept.js';
import { wav } from '../support/audio.js';
import { copyOf, readableOf } from '../support/copy.js';
import type { Client, Metadata } from '../support/client.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem, unitsOf } from '../support/refused.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const PURPOSE = { purpose: 'internal-training' };
const NOTHING = { recordings: 0, contacts: 0, parties: 0, items: 0 };

let server: TestServer;

afterEach(async () => {
  await checkCustody(server);
});

async function deliver(overrides: Metadata = {}, seed = 1): Promise<{ id: string; contactId: string; dueOn: Day }> {
  const metadata = callMetadata(server.clock.now(), { note: 'muistiinpano', ...overrides });
  const { status, body } = await server.ingest().deliver(metadata, wav({ seconds: 0.3, seed }));
  expect(status).toBe(201);
  return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
}

const endOf = (day: Day): Date => startOfDay(addDays(day, 1));
const purge = (at: TestServer = server) => at.app.get(RunPurges).execute();

describe('the last day of a recording', () => {
  let filed: { id: string; contactId: string; dueOn: Day };
  let audioUrl = '';
  let liisa: Client;

  beforeAll(async () => {
    server = await startTestServer();
    filed = await deliver();
    await deliver({ startedAt: '2026-11-23T21:00:00Z', endedAt: '2026-11-23T21:59:59.999Z' });
    await deliver({ startedAt: '2026-11-23T21:00:00Z', endedAt: '2026-11-23T22:00:00Z' });
  });

  afterAll(async () => {
    await server.stop();
  });

  const found = async (): Promise<string[]> => {
    const listed = await liisa.get('/recordings');
    const searched = await liisa.post('/recordings/searches', { phone: '+358401234567' });
    const [one, other] = [listed, searched].map(({ body }) =>
      (body.items as { id: string }[]).map(({ id }) => id).sort(),
    );
    expect(one).toEqual(other);
    return one ?? [];
  };

  it('is counted from the day in Helsinki on which the call ended', async () => {
    const rows = await server.sql<{ ended: Date; due_on: Day }>(
      'select ended_at as ended, due_on from recording order by 1',
    );
    expect(rows.map(row => row.due_on)).toEqual(['2027-01-23', '2027-01-24', '2027-01-24']);
    const due = await (await server.as('liisa.lupa')).get('/retention/due');
    expect(due.body.items).toMatchObject([
      { day: '2027-01-23', recordings: 1, contacts: 1, quarantined: 0, trainingCopies: 0, held: 0 },
      { day: '2027-01-24', recordings: 2, contacts: 2, quarantined: 0, trainingCopies: 0, held: 0 },
    ]);
  });

  it('lasts to its last second: listed, found, opened, revealed and heard', async () => {
    server.clock.moveTo(new Date(endOf(filed.dueOn).getTime() - SECOND_MS));
    liisa = await server.as('liisa.lupa');
    expect(await found()).toHaveLength(2);
    expect((await liisa.get(`/recordings/${filed.id}`)).status).toBe(200);
    const shown = await liisa.post(`/recordings/${filed.id}/reveals`, { field: 'name', ...PURPOSE });
    expect(shown.body.value).toBe('Testi Soittaja');
    const granted = await liisa.post(`/recordings/${filed.id}/playbacks`, PURPOSE);
    audioUrl = String(granted.body.audioUrl);
    expect((await liisa.get(audioUrl)).status).toBe(200);
  });

  it('is over with the next: not listed, found, opened, revealed or heard, though no purge has run', async () => {
    server.clock.advance(SECOND_MS);
    expect(await found()).toEqual([]);
    expectProblem(await liisa.get(`/recordings/${filed.id}`), 404, 'not-found');
    expectProblem(await liisa.post(`/recordings/${filed.id}/reveals`, { field: 'name', ...PURPOSE }), 404, 'not-found');
    expectProblem(await liisa.post(`/recordings/${filed.id}/playbacks`, PURPOSE), 404, 'not-found');
    expectProblem(await liisa.get(audioUrl), 403, 'playback-no-longer-allowed');
    expectProblem(await liisa.patch(`/contacts/${filed.contactId}`, { ticket: 'INC-1' }), 404, 'not-found');
    expect((await liisa.get('/retention/due')).body.items).toEqual([]);
    expect(await unitsOf(server)).toMatchObject({ recordings: 3, contacts: 3 });
    expect(await loggedEvents(server, 'purge.intended')).toEqual([]);
  });

  it('is the same for everybody, whatever they may hear', async () => {
    for (const username of ['maija.malli', 'risto.reklamaatio', 'kirsi.koulu', 'oili.oikeus']) {
      const client = await server.as(username);
      expect((await client.get('/recordings')).body.items).toEqual([]);
      expectProblem(await client.get(`/recordings/${filed.id}`), 404, 'not-found');
    }
  });
});

describe('the purge', () => {
  let filed: { id: string; contactId: string; dueOn: Day };
  let quarantineId = '';
  let began: Date;

  beforeAll(async () => {
    server = await startTestServer();
    filed = await deliver({ queue: 'devices' });
    await deliver({}, 2);
    const aside = await server.ingest().deliver(callMetadata(NOW, { notice: { played: false } }), wav({ seed: 3 }));
    quarantineId = String(aside.body.quarantineId);
    const kirsi = await server.as('kirsi.koulu');
    await kirsi.post(`/recordings/${filed.id}/playbacks`, PURPOSE);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('takes nothing before the day has ended', async () => {
    server.clock.moveTo(new Date(endOf('2026-12-08' as Day).getTime() - 1));
    expect(await eventsDuring(server, () => purge())).toEqual([]);
    expect(await unitsOf(server)).toEqual({ recordings: 2, contacts: 2, parties: 2, items: 1 });
  });

  it('takes what has waited too long to be sorted out after fourteen days', async () => {
    server.clock.advance(1);
    await purge();
    expect(await unitsOf(server)).toMatchObject({ recordings: 2, items: 0 });
    const { body } = await certificates({ id: quarantineId });
    expect(body.items).toMatchObject([{ unitKind: 'quarantined-item', dueOn: '2026-12-08', callOn: null }]);
  });

  it('leaves no row, no blob and no key of the day, and writes down intent and outcome', async () => {
    server.clock.moveTo(endOf(filed.dueOn));
    began = server.clock.now();
    const events = await eventsDuring(server, () => purge());
    const facts = { day: filed.dueOn, recordings: 2, contacts: 2, quarantined: 0 };
    expect(events).toMatchObject([
      { action: 'purge.intended', actor: { kind: 'system' }, facts: { day: filed.dueOn } },
      { action: 'playback.ended', recordingId: filed.id, facts: { by: 'recording-over', extents: [0] } },
      { action: 'purge.completed', actor: { kind: 'system' }, facts },
    ]);
    expect(await unitsOf(server)).toEqual(NOTHING);
    const { blobs, queuedBlobs, wrappings, ring, months } = await readKept(server);
    expect([blobs.size, queuedBlobs.size]).toEqual([0, 0]);
    expect([...wrappings.keys()].sort()).toEqual(months.map(({ id }) => id).sort());
    expect(await ring.days()).toEqual(months.map(({ due_on }) => due_on));
    for (const table of ['playback', 'party_index']) expect(await server.sql(`select * from ${table}`)).toEqual([]);
    expect(await eventsDuring(server, () => purge())).toEqual([]);
  });

  it('answers what became of a recording, by id and by day and queue, without personal data', async () => {
    const at = began.toISOString();
    const gone = {
      dueOn: filed.dueOn,
      rule: 'earlier-of 61 days, 2 months',
      keyDestroyedAt: at,
      blobAbsentAt: at,
      issuedAt: at,
    };
    await server.app.get(IntegrateEvents).execute(); // so that the events have their places both times
    const { body } = await certificates({ id: filed.id });
    expect(body.items).toMatchObject([
      {
        unitId: filed.id,
        unitKind: 'recording',
        callOn: '2026-11-24',
        queue: 'devices',
        purgeRunId: expect.any(String),
        ...gone,
      },
    ]);
    expect((await certificates({ on: '2026-11-24', queue: 'devices' })).body).toEqual(body);
    expect((await certificates({ on: '2026-11-24' })).body.items).toHaveLength(2);
    expect((await certificates({ on: '2026-11-25' })).body.items).toEqual([]);
    expect((await certificates({ id: filed.contactId })).body.items).toMatchObject([
      { unitKind: 'contact-history', ...gone },
    ]);
    const all = await certificates({});
    expect(all.body.items).toHaveLength(5);
    expect(JSON.stringify(all.body)).not.toMatch(/Soittaja|\+358|example\.org|muistiinpano/);
    const [event] = (await loggedEvents(server, 'retention.viewed')).slice(-1);
    expect(event).toMatchObject({ actor: { id: server.ids.get('aila.auditoija') } });
  });

  it('can be seen as runs, newest first, in pages', async () => {
    const aila = await server.as('aila.auditoija');
    const first = await aila.get('/retention/purges?limit=1');
    expect(first.body.items).toMatchObject([
      { day: filed.dueOn, recordings: 2, contacts: 2, quarantined: 0, blobsLeft: 0, outcome: 'completed' },
    ]);
    const second = await aila.get(`/retention/purges?limit=1&cursor=${String(first.body.nextCursor)}`);
    expect(second.body).toMatchObject({ items: [{ day: '2026-12-08', quarantined: 1 }], nextCursor: null });
  });

  it('catches up after the server was off for days', async () => {
    const days = [-3, -2, -1, 0].map(before => startOfDay(addDays(helsinkiDay(server.clock.now()), before)));
    for (const day of days) {
      const endedAt = new Date(day.getTime() + SECOND_MS).toISOString();
      await deliver({ startedAt: endedAt, endedAt });
    }
    server.clock.advance(100 * 24 * 60 * MINUTE_MS);
    const fresh = await server.beside();
    await fresh.stop();
    expect(await unitsOf(server)).toEqual(NOTHING);
    expect(await loggedEvents(server, 'purge.stopped')).toEqual([]);
  });

  async function certificates(query: Record<string, string>) {
    return (await server.as('aila.auditoija')).get(`/retention/certificates?${new URLSearchParams(query).toString()}`);
  }
});

describe('a copy of database, blobs and keys from before the purge', () => {
  let copy: Awaited<ReturnType<typeof copyOf>>;
  let dueOn: Day;
  const whole = { audio: 3, fields: 9, notes: 3, indexed: 12, items: 1 };
  const nothing = { audio: 0, fields: 0, notes: 0, indexed: 0, items: 0 };

  beforeAll(async () => {
    server = await startTestServer();
    for (const seed of [1, 2, 3]) ({ dueOn } = await deliver({}, seed));
    const endedAt = new Date(NOW.getTime() - 50 * 24 * 60 * MINUTE_MS).toISOString();
    const old = callMetadata(NOW, { startedAt: endedAt, endedAt, notice: { played: false } });
    await server.ingest().deliver(old, wav({ seconds: 0.2, seed: 4 }));
    copy = await copyOf(server);
    server.clock.moveTo(endOf(dueOn));
    await purge();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('opens with the keys of then: the control', async () => {
    expect(await readableOf(copy, copy.keys)).toEqual(whole);
  });

  it('opens nothing with the keys of now', async () => {
    expect(await readableOf(copy, server.folders.keys)).toEqual(nothing);
  });

  it('opens nothing with every key of then but the day keys', async () => {
    const withoutDayKeys = join(server.folders.data, '..', 'keys-without-day-keys');
    await cp(copy.keys, withoutDayKeys, { recursive: true });
    for (const day of await readdir(join(withoutDayKeys, 'days'))) {
      const now = join(server.folders.keys, 'days', day, 'day.key');
      await cp(now, join(withoutDayKeys, 'days', day, 'day.key'));
    }
    expect(await readableOf(copy, withoutDayKeys)).toEqual(nothing);
  });

  it('opens nothing, and the day is not made anew, when the copy is put back without its day keys', async () => {
    const late = callMetadata(server.clock.now(), { startedAt: NOW.toISOString(), endedAt: NOW.toISOString() });
    expectProblem(await server.ingest().deliver(late, wav()), 410, 'past-due');
    const { ring, wrappings } = await readKept(server);
    expect(await ring.days()).not.toContain(dueOn);
    expect([...wrappings.values()].flat()).not.toContain(dueOn);
  });
});

describe('a purge that was interrupted', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  type Steps = (day: Day) => Promise<unknown>;
  const close: Steps = day => server.app.get(PurgeSteps).close(day);
  const destroyKey: Steps = async day =>
    server.app.get(PurgeSteps).destroyKey(await server.app.get(PurgeSteps).close(day), day);
  const counted: Steps = async day => {
    await destroyKey(day);
    await server.app.get(PurgeSteps).count(await server.app.get(PurgeSteps).close(day), day);
  };
  const reclaim: Steps = async day => {
    await counted(day);
    await server.app.get(ReclaimDay).execute(await server.app.get(PurgeSteps).close(day), day);
  };
  const deleteBlobs: Steps = async day => {
    await reclaim(day);
    await server.app.get(DeleteBlobs).execute();
  };
  /** Between the key and the row that says so, and between the blob and its name in the queue. */
  const keyAlone: Steps = async day => {
    await close(day);
    const { ring } = await readKept(server);
    await ring.destroyDay(day);
  };
  const blobsAlone: Steps = async day => {
    await reclaim(day);
    const { queuedBlobs } = await readKept(server);
    for (const name of queuedBlobs) await rm(join(server.folders.blobs, name.slice(-2), name));
  };

  it.each([
    ['after the intent', close],
    ['after the key was destroyed, before that was written down', keyAlone],
    ['after the key was destroyed', destroyKey],
    ['after the rows were deleted', reclaim],
    ['after the blobs were deleted, before that was written down', blobsAlone],
    ['after the blobs were deleted', deleteBlobs],
  ])('%s goes on at the next start, and reads nothing meanwhile', async (_, steps) => {
    const { id, dueOn } = await deliver({}, 5);
    const copy = await copyOf(server);
    server.clock.moveTo(endOf(dueOn));
    await steps(dueOn);
    const liisa = await server.as('liisa.lupa');
    expectProblem(await liisa.get(`/recordings/${id}`), 404, 'not-found');
    const late = await server.ingest().deliver(callMetadata(server.clock.now(), lateFor(dueOn)), wav());
    expect(late.status).toBe(410);
    const fresh = await server.beside();
    await fresh.stop();
    expect(await unitsOf(server)).toEqual(NOTHING);
    const runs = (await liisa.get('/retention/purges')).body.items as {
      day: string;
      outcome: string;
      blobsLeft: number;
    }[];
    expect(runs.filter(run => run.day === dueOn)).toMatchObject([
      { outcome: 'completed', blobsLeft: 0, recordings: 1 },
    ]);
    const outcomes = await loggedEvents(server, 'purge.intended', 'purge.completed');
    expect(outcomes.filter(({ facts }) => facts?.day === dueOn)).toHaveLength(2);
    const { body } = await liisa.get(`/retention/certificates?id=${id}`);
    expect(body.items).toMatchObject([{ unitId: id, blobAbsentAt: expect.any(String) }]);
    expect(await readableOf(copy, server.folders.keys)).toMatchObject({ audio: 0, fields: 0 });
  });

  /** A call that would be kept until `dueOn`, delivered when that is over. */
  function lateFor(dueOn: Day): Metadata {
    const endedAt = new Date(startOfDay(addDays(dueOn, -61)).getTime() + MINUTE_MS).toISOString();
    return { startedAt: endedAt, endedAt };
  }
});

describe('two servers that purge at once', () => {
  it('share the work and write each outcome once', async () => {
    server = await startTestServer();
    const other = await server.beside();
    const dues = new Set<Day>();
    for (const day of [0, 1, 2]) {
      for (let n = 0; n < 6; n += 1) {
        const endedAt = new Date(NOW.getTime() - day * 24 * 60 * MINUTE_MS).toISOString();
        dues.add((await deliver({ startedAt: endedAt, endedAt }, n)).dueOn);
      }
    }
    server.clock.advance(70 * 24 * 60 * MINUTE_MS);
    await Promise.all([purge(), purge(other), purge(), purge(other)]);
    await purge();
    expect(await unitsOf(server)).toEqual(NOTHING);
    const events = await loggedEvents(server, 'purge.intended', 'purge.completed');
    const wanted = [...dues].flatMap(day => [`${day} purge.intended`, `${day} purge.completed`]);
    expect(events.map(({ action, facts }) => `${String(facts?.day)} ${action}`).sort()).toEqual(wanted.sort());
    const certificates = await server.sql(`select 1 from deletion_certificate where blob_absent_at is not null`);
    expect(certificates).toHaveLength(36);
    await other.stop();
  });

  afterAll(async () => {
    await server.stop();
  });
});

/** Tables whose rows somebody's transaction takes away. */
const ROWS_IN_HAND = `
  select c.relname from pg_locks l join pg_class c on c.oid = l.relation
  where c.relname in ('recording', 'contact') and l.mode in ('RowExclusiveLock', 'RowShareLock')`;

describe('what stands in the way of a purge', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('a blob that cannot be deleted stays queued, does not hold up the others, and goes later', async () => {
    const [stuck, free] = [await deliver(), await deliver({}, 2)];
    const path = join(server.folders.blobs, stuck.id.slice(-2), stuck.id);
    const aside = join(server.folders.data, 'aside');
    await rename(path, aside);
    await mkdir(join(path, 'in the way'), { recursive: true });
    server.clock.moveTo(endOf(stuck.dueOn));
    await purge();
    const aila = await server.as('aila.auditoija');
    const certified = async (id: string) => {
      const { body } = await aila.get(`/retention/certificates?id=${id}`);
      return (body.items as { blobAbsentAt: string | null }[])[0]?.blobAbsentAt;
    };
    const run = async () => ((await aila.get('/retention/purges?limit=1')).body.items as object[])[0];
    expect([await certified(stuck.id), await certified(free.id)]).toEqual([null, server.clock.now().toISOString()]);
    expect(await run()).toMatchObject({ outcome: 'running', blobsLeft: 1, finishedAt: null });
    expect(await loggedEvents(server, 'purge.completed')).toEqual([]);
    const [queued] = await server.sql<{ attempts: number; failure: string }>(
      'select attempts, last_failure as failure from blob_deletion',
    );
    expect(queued).toEqual({ attempts: 1, failure: expect.stringMatching(/^E[A-Z]+$/) });
    await rm(path, { recursive: true });
    await rename(aside, path);
    await purge();
    expect(await run()).toMatchObject({ outcome: 'running', blobsLeft: 1 });
    server.clock.advance(MINUTE_MS);
    await purge();
    expect(await run()).toMatchObject({ outcome: 'completed', blobsLeft: 0 });
    expect(await certified(stuck.id)).toBe(server.clock.now().toISOString());
  });

  it('a key ring that has much to read keeps no row in a transaction, which the database would end', async () => {
    const { id, dueOn } = await deliver({}, 3);
    const ring = server.app.get(KeyRing);
    const stillKept = ring.stillKept.bind(ring);
    const locked: unknown[] = [];
    const asked = jest.spyOn(ring, 'stillKept').mockImplementation(async ids => {
      locked.push(...(await server.sql(ROWS_IN_HAND)));
      return stillKept(ids);
    });
    server.clock.moveTo(endOf(dueOn));
    await purge();
    expect(asked.mock.calls.flatMap(([ids]) => ids)).toContain(id);
    asked.mockRestore();
    expect(locked).toEqual([]);
    expect(await unitsOf(server)).toEqual(NOTHING);
  });

  it('a day whose key cannot be destroyed does not hold up the days after it, and is tried again', async () => {
    const midnight = startOfDay(helsinkiDay(server.clock.now()));
    const at = (ms: number) => {
      const moment = new Date(midnight.getTime() + ms).toISOString();
      return { startedAt: moment, endedAt: moment };
    };
    const [stuck, free] = [await deliver(at(-SECOND_MS)), await deliver(at(0), 2)];
    expect(stuck.dueOn < free.dueOn).toBe(true);
    const ring = server.app.get(KeyRing);
    const destroyDay = ring.destroyDay.bind(ring);
    const failing = jest
      .spyOn(ring, 'destroyDay')
      .mockImplementation(day =>
        day === stuck.dueOn ? Promise.reject(new Error('the disk does not write')) : destroyDay(day),
      );
    server.clock.moveTo(endOf(free.dueOn));
    await expect(purge()).rejects.toThrow('every day');
    failing.mockRestore();
    const liisa = await server.as('liisa.lupa');
    expect((await liisa.get(`/retention/certificates?id=${free.id}`)).body.items).toHaveLength(1);
    expect((await liisa.get(`/retention/certificates?id=${stuck.id}`)).body.items).toEqual([]);
    await purge();
    expect(await unitsOf(server)).toEqual(NOTHING);
  });
});

describe('tallenne purge', () => {
  const run = promisify(execFile);
  const cli = resolve(import.meta.dirname, '../../dist/src/cli/main.js');
  const tallenne = async (...parameters: string[]) => {
    const { stdout } = await run(process.execPath, [cli, ...parameters], {
      env: { PATH: process.env.PATH, ...server.env },
    });
    return stdout;
  };

  beforeAll(async () => {
    // The command goes by the machine's clock, so what is over must be over by that one.
    server = await startTestServer({ at: new Date(Date.now() - 100 * 24 * 60 * MINUTE_MS) });
    for (const seed of [1, 2]) await deliver({}, seed);
    await server.ingest().deliver(callMetadata(server.clock.now(), { notice: { played: false } }), wav({ seed: 3 }));
    server.clock.moveTo(new Date());
    await server.app.get(WatchClocks).look();
  });

  afterAll(async () => {
    await server.stop();
  });

  it('--dry-run says what would go, beside a running server, and changes nothing', async () => {
    const [items, recordings] = await server.sql<{ day: Day }>(
      'select due_on as day from quarantined_item union select due_on from recording order by 1',
    );
    const events = await eventsDuring(server, async () => {
      expect(await tallenne('purge', '--dry-run')).toBe(
        `${items?.day}  recordings 0  contacts 0  to sort out 1\n${recordings?.day}  recordings 2  contacts 2  to sort out 0\n`,
      );
    });
    expect(events).toEqual([]);
    expect(await unitsOf(server)).toMatchObject({ recordings: 2, items: 1 });
  });

  it('takes away what is over, and then says that nothing is', async () => {
    await tallenne('purge');
    expect(await unitsOf(server)).toEqual(NOTHING);
    expect(await tallenne('purge', '--dry-run')).toBe('Nothing is over.\n');
  });
});
