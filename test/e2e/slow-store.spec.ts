import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { strikeAt } from '../../src/kernel/crash-points.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { DeleteBlobs } from '../../src/retention/purge/delete-blobs.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MINUTE_MS = 60_000;
/** PostgreSQL ends a session that stands idle in a transaction for 20 s: so that nobody waits for that, what does so for a second. */
const IDLE_MS = 1_000;
const END_IDLE = `
  select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and state = 'idle in transaction'
    and state_change < clock_timestamp() - interval '0.5 seconds'`;

describe('a store that is slow to let go of what is over', () => {
  let server: TestServer;
  let blobs: BlobStore;

  beforeAll(async () => {
    server = await startTestServer();
    blobs = server.app.get(BlobStore);
  });

  afterEach(async () => {
    strikeAt();
    jest.restoreAllMocks();
    server.clock.advance(6 * MINUTE_MS);
    await purge();
    await checkCustody(server);
  });

  afterAll(async () => {
    await server.stop();
  });

  const purge = () => server.app.get(RunPurges).execute();

  async function deliver(seed = 1): Promise<{ id: string; dueOn: Day }> {
    const { body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.1, seed }));
    return { id: String(body.id), dueOn: body.dueOn as Day };
  }

  /** A recording whose last day is over, and not purged yet. */
  async function ended(): Promise<{ id: string; dueOn: Day }> {
    const filed = await deliver();
    server.clock.moveTo(startOfDay(addDays(filed.dueOn, 1)));
    return filed;
  }

  /** The store takes longer than PostgreSQL lets a transaction stand still, and then answers as `answer` does. */
  function answersLate(answer: BlobStore['deleteAll'] = blobs.deleteAll.bind(blobs)) {
    return jest.spyOn(blobs, 'deleteAll').mockImplementation(async names => {
      await wait(IDLE_MS);
      await server.sql(END_IDLE);
      return answer(names);
    });
  }

  const queued = () => server.sql<{ name: string }>('select name from blob_deletion');

  async function absentAt(id: string): Promise<string | null | undefined> {
    const { body } = await (await server.as('aila.auditoija')).get(`/retention/certificates?id=${id}`);
    return (body.items as { blobAbsentAt: string | null }[])[0]?.blobAbsentAt;
  }

  async function failed(): Promise<unknown> {
    return (await (await server.as('aila.auditoija')).get('/retention/failed-blobs')).body.items;
  }

  it('is heard out, however long it takes: what it confirms is confirmed, and the purge is completed', async () => {
    const { id } = await ended();
    answersLate();
    await purge();

    expect(await queued()).toEqual([]);
    expect(await absentAt(id)).toBe(server.clock.now().toISOString());
    const runs = await server.sql<{ left: number }>('select from purge_run where finished_at is null');
    expect(runs).toEqual([]);
  });

  it('is shown as failing where it answers in the end that it could not, or not at all', async () => {
    const { id } = await ended();
    answersLate(names => Promise.resolve(new Map(names.map(name => [name, new Error('busy')]))));
    await purge();

    expect(await failed()).toMatchObject([{ name: id, unitId: id, attempts: 1 }]);
    server.clock.advance(MINUTE_MS);
    answersLate(() => Promise.reject(new Error('no answer')));
    await purge();
    expect(await failed()).toMatchObject([{ name: id, attempts: 2 }]);
    expect(await absentAt(id)).toBeNull();
  });

  it('keeps no key of another day that is over', async () => {
    const first = await deliver();
    server.clock.moveTo(startOfDay(addDays(helsinkiDay(server.clock.now()), 9)));
    const second = await deliver(2);
    expect(second.dueOn > first.dueOn).toBe(true);
    const living: string[][] = [];
    const deleteAll = blobs.deleteAll.bind(blobs);
    jest.spyOn(blobs, 'deleteAll').mockImplementation(async names => {
      const days = [first.dueOn, second.dueOn];
      const rows = await server.sql<{ day: string }>(
        `select day from due_day where day = any($1) and state <> 'destroyed'`,
        [days],
      );
      living.push(rows.map(({ day }) => day));
      return deleteAll(names);
    });
    server.clock.moveTo(startOfDay(addDays(second.dueOn, 1)));
    await purge();

    expect(living.length).toBeGreaterThan(0);
    expect(living.flat()).toEqual([]);
  });

  it('is asked by one instance at a time, and by another one where that one has died', async () => {
    const other = await server.beside(); // it purges what is over when it starts
    await ended();
    const asked = jest.spyOn(other.app.get(BlobStore), 'deleteAll');
    const deleteAll = blobs.deleteAll.bind(blobs);
    jest.spyOn(blobs, 'deleteAll').mockImplementation(async names => {
      await other.app.get(DeleteBlobs).execute();
      return deleteAll(names);
    });
    strikeAt(point => {
      if (point === 'purge.blob-deleted') throw new Error('broken off');
    });
    await expect(purge()).rejects.toThrow('every day');
    strikeAt();
    await other.app.get(DeleteBlobs).execute();
    expect([asked.mock.calls, (await queued()).length]).toEqual([[], 1]);
    server.clock.advance(6 * MINUTE_MS);
    await other.app.get(DeleteBlobs).execute();

    expect([asked.mock.calls.length, await queued()]).toEqual([1, []]);
    await other.stop();
  });

  it('is asked again at once by an instance that could not write down what it answered', async () => {
    await ended();
    strikeAt(point => {
      if (point === 'purge.blob-deleted') throw new Error('broken off');
    });
    await expect(purge()).rejects.toThrow('every day');
    strikeAt();
    await purge();

    expect(await queued()).toEqual([]);
    expect(await server.sql('select from purge_run where finished_at is null')).toEqual([]);
  });
});
