import { rename } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { addDays, helsinkiDay, startOfDay } from '../../src/kernel/calendar.js';
import { COUNT_ARRIVALS } from '../../src/recordings/arrivals/count-arrivals.js';
import { WatchArrivals } from '../../src/recordings/arrivals/watch-arrivals.job.js';
import { PARTS } from '../../src/server/readiness.js';
import { checkCustody } from '../custody/check-custody.js';
import { announce } from '../support/announce.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { FaultyDatabase } from '../support/faulty-database.js';
import { eventsDuring, settleLog } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { expectProblem } from '../support/refused.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let token = '';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Measures by name and labels, as one line of the text format each. */
async function scraped(url = server.url): Promise<ReadonlyMap<string, number>> {
  const { status, headers, bytes } = await new Client(url, token).get('/metrics');
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = bytes.toString('utf8').split('\n');
  const measures = lines.filter(line => line !== '' && !line.startsWith('#'));
  return new Map(
    measures.map(line => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))] as const;
    }),
  );
}

beforeAll(async () => {
  server = await startTestServer();
  const draft = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
  token = (await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM)).token;
});
afterAll(async () => {
  await checkCustody(server);
  await server.stop();
});

describe('the measures', () => {
  it('are for a machine of that role alone', async () => {
    expect((await server.anonymous().get('/metrics')).status).toBe(401);
    expectProblem(await server.ingest().get('/metrics'), 403, 'not-permitted');
    expectProblem(await (await server.as('yrjo.yllapito')).get('/metrics'), 403, 'not-permitted');
    expectProblem(await new Client(server.url, token).get('/recordings'), 403, 'not-permitted');
  });

  it('tell what came and what is missing by source, without ids, and leave no event', async () => {
    const metadata = callMetadata(server.clock.now(), { source: 'pbx-1', sequence: 1 });
    await server.ingest().deliver(metadata, wav());
    await server.ingest().deliver(callMetadata(server.clock.now(), { source: 'pbx-1', sequence: 4 }), wav({ seed: 2 }));
    await server.ingest().deliver(callMetadata(server.clock.now(), { notice: { played: false } }), wav({ seed: 3 }));
    await announce(server, { source: 'pbx-2' });
    server.clock.advance(5 * 3_600_000);
    await server.app.get(WatchArrivals).execute();
    const events = await eventsDuring(server, async () => {
      const measures = await scraped();
      expect(Object.fromEntries([...measures].filter(([name]) => name.startsWith('tallenne_')))).toMatchObject({
        'tallenne_arrivals{source="pbx-1",outcome="filed"}': 2,
        'tallenne_arrivals{source="pbx-1",outcome="quarantined"}': 1,
        'tallenne_arrivals{source="pbx-2",outcome="awaited"}': 1,
        'tallenne_arrivals_missing{source="pbx-1"}': 0,
        'tallenne_arrivals_missing{source="pbx-2"}': 1,
        'tallenne_arrival_gaps{source="pbx-1"}': 2,
        'tallenne_last_arrival_age_seconds{source="pbx-1"}': 5 * 3600,
        tallenne_quarantined_items: 2,
        'tallenne_ingest_alarms_open{kind="audio-missing"}': 1,
        'tallenne_ingest_alarms_open{kind="sequence-gap"}': 1,
        'tallenne_ingest_alarms_open{kind="source-silent"}': 0,
        tallenne_due_days_over: 0,
        tallenne_log_closed: 0,
        'tallenne_ingest_duration_seconds_count{outcome="filed"}': 2,
        'tallenne_ingest_duration_seconds_count{outcome="quarantined"}': 1,
        'tallenne_http_requests_total{method="POST",route="/api/v1/recordings",status="2xx"}': expect.any(Number),
        'tallenne_key_operation_duration_seconds_count{operation="create",outcome="done"}': expect.any(Number),
        'tallenne_blob_operation_duration_seconds_count{operation="commit",outcome="done"}': expect.any(Number),
        'tallenne_database_statement_duration_seconds_count{operation="commit",outcome="done"}': expect.any(Number),
        'tallenne_database_pool_connections{state="waiting"}': expect.any(Number),
        tallenne_database_pool_size: 20,
        tallenne_purge_brake_raised: 0,
        tallenne_log_alarms_open: 0,
        tallenne_blob_deletions_waiting: 0,
        'tallenne_units_due_today{kind="recordings"}': 0,
      });
      expect([...measures.keys()].join('\n')).not.toContain(String(metadata.externalId));
      expect(measures.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    });
    expect(events).toEqual([]);
  });

  it('leave out a part that cannot be measured, and say which, rather than tell what was', async () => {
    const way = await FaultyDatabase.before(server.env.DATABASE_URL ?? '');
    const beside = await server.beside({ DATABASE_URL: way.url });
    const ofArrivals = (measures: ReadonlyMap<string, number>) =>
      [...measures.keys()].filter(name => /^tallenne_(arrival|quarantined|notices)/.test(name));
    try {
      const before = await scraped(beside.url);
      expect(ofArrivals(before).length).toBeGreaterThan(0);
      const counting = COUNT_ARRIVALS.text.replace(/\s+/g, ' ').trim();
      const fault = way.arm({ kind: 'error', of: ({ text }) => text === counting, forGood: true });
      const measures = await scraped(beside.url);
      expect(fault.struck).not.toBeNull();
      expect(ofArrivals(measures)).toEqual([]);
      expect(Object.fromEntries(measures)).toMatchObject({
        'tallenne_measured{part="arrivals"}': 0,
        'tallenne_measured{part="log"}': 1,
        tallenne_log_closed: 0,
        process_resident_memory_bytes: expect.any(Number),
      });
      way.disarm();
      expect(ofArrivals(await scraped(beside.url))).toEqual(ofArrivals(before));
    } finally {
      await beside.stop();
      await way.stop();
    }
  });

  it('say of each part that every request needs whether it is there', async () => {
    const ready = async () =>
      [...(await scraped())].filter(([name]) => name.startsWith('tallenne_part_ready')).map(([, is]) => is);
    expect(await ready()).toEqual(PARTS.map(() => 1));
    await rename(server.folders.blobs, `${server.folders.blobs}-away`);
    try {
      expect(await ready()).toEqual(PARTS.map(part => (part === 'blob-store' ? 0 : 1)));
    } finally {
      await rename(`${server.folders.blobs}-away`, server.folders.blobs);
    }
  });

  it('tell how much room there is in each folder that is there, and nothing of one that is not', async () => {
    const withRoom = async () =>
      [...(await scraped())].flatMap(([name, bytes]) => {
        const folder = /^tallenne_filesystem_avail_bytes\{folder="(.+)"\}$/.exec(name)?.[1];
        return folder !== undefined && bytes > 0 ? [folder] : [];
      });
    const folders = ['audio', 'data', 'keys', 'log-copy'];
    await settleLog(server); // so that there is a copy
    expect((await withRoom()).sort()).toEqual(folders);
    await rename(server.folders.blobs, `${server.folders.blobs}-away`);
    try {
      expect((await withRoom()).sort()).toEqual(folders.filter(folder => folder !== 'audio'));
    } finally {
      await rename(`${server.folders.blobs}-away`, server.folders.blobs);
    }
    expect((await withRoom()).sort()).toEqual(folders);
  });

  it('are each instance’s own, and alike where they come from the database', async () => {
    const beside = await server.beside();
    const [one, other] = await Promise.all([scraped(), scraped(beside.url)]);
    await beside.stop();
    const shared = (measures: ReadonlyMap<string, number>) =>
      [...measures].filter(([name]) => /^tallenne_(arrival|quarantined|ingest|due)/.test(name));
    expect(shared(one)).toEqual(shared(other));
  });

  it('forget a source of which nothing is there any more, and tell of days that are over and not purged', async () => {
    server.clock.moveTo(startOfDay(addDays(helsinkiDay(server.clock.now()), 63)));
    await server.app.get(WatchArrivals).execute();
    const measures = await scraped();
    expect([...measures.keys()].filter(name => name.includes('pbx-'))).toEqual([]);
    expect(measures.get('tallenne_due_days_over')).toBeGreaterThan(0);
    expect(measures.get('tallenne_units_overdue{kind="recordings"}')).toBe(2);
    expect([...measures.keys()].filter(name => UUID.test(name) || name.includes('?'))).toEqual([]);
  });
});
