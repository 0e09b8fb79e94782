import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { addDays, type Day, helsinkiDay, parseDay, startOfDay } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { type BackupCopy, openByForce, openWithRing, takeBackup } from '../support/backup-copy.js';
import type { Answer, Client } from '../support/client.js';
import { inParallel } from '../support/in-parallel.js';
import { callMetadata } from '../support/metadata.js';
import { describeWith } from '../support/describe-with.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { isWhole } from '../support/whole.js';

const CONNECTIONS = 8;
/** Every how many-th file is taken. */
const STEP = isWhole ? 1 : 8;
const PHONE = '+358401234567';
const CALLER = 'Testi Soittaja';
const PURPOSE = { purpose: 'service-development', reference: 'INC-1' };
const MINUTE_MS = 60_000;

interface Prompt {
  readonly name: string;
  readonly bytes: Buffer;
}

interface Kept extends Prompt {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

/** A lifetime of real voice files, told in order: each test goes on where the one before it ended. */
describeWith('asterisk-prompts', 'the real telephone prompts', folder => {
  const all = promptsIn(folder);
  const prompts = all.filter((_, nth) => nth % STEP === 0);
  const counts: Record<string, number> = { files: prompts.length };
  let server: TestServer;
  let kept: Kept[];
  let bystander: Kept;
  let lead: Client;
  let running: Map<string, string>;
  let copy: BackupCopy;

  beforeAll(async () => {
    server = await startTestServer();
    // The purge must not run by itself between two steps; the tests say when.
    for (const job of server.app.get(SchedulerRegistry, { strict: false }).getCronJobs().values()) await job.stop();
  });

  afterAll(async () => {
    await copy.discard();
    await server.stop();
    process.stdout.write(`real prompts: ${JSON.stringify(counts)}\n`);
  });

  it('are taken into custody over several connections at once', async () => {
    expect(all.length).toBeGreaterThan(500);
    kept = await inParallel(prompts, CONNECTIONS, prompt => deliver(server, prompt, NOW));
    const tomorrow = new Date(NOW.getTime() + 24 * 60 * MINUTE_MS);
    server.clock.moveTo(tomorrow);
    bystander = await deliver(server, { name: 'bystander', bytes: wav({ seed: 7 }) }, tomorrow);
    expect(new Set(kept.map(({ dueOn }) => dueOn))).toEqual(new Set([kept[0]?.dueOn]));
    expect(bystander.dueOn > (kept[0]?.dueOn ?? '')).toBe(true);
    counts.ingested = kept.length;
  });

  it('are each listed once, masked', async () => {
    lead = await server.as('liisa.lupa');
    const items = await everyItem(lead, '/recordings');
    expect(items.map(({ id }) => id).sort()).toEqual([...kept, bystander].map(({ id }) => id).sort());
    expect(JSON.stringify(items)).not.toContain(CALLER);
    counts.listed = items.length - 1;
  });

  it('are each played back byte-identical through a playback that was granted', async () => {
    const identical = await inParallel(kept, CONNECTIONS, async ({ id, bytes }) => {
      const heard = await lead.get(await granted(lead, id));
      return heard.status === 200 && heard.bytes.equals(bytes);
    });
    expect(identical).not.toContain(false);
    await checkCustody(server);
    counts.playedBackIdentical = identical.length;
  });

  it('are found and may be played until the last minute of their last day', async () => {
    server.clock.moveTo(new Date(endOf(kept).getTime() - MINUTE_MS));
    lead = await server.as('liisa.lupa');
    running = new Map(await inParallel(kept, CONNECTIONS, async ({ id }) => [id, await granted(lead, id)] as const));
    expect((await search(lead)).length).toBe(kept.length + 1);
    copy = await takeBackup(server);
  });

  it('are out of reach in every way from the next midnight on, before any purge', async () => {
    server.clock.moveTo(endOf(kept));
    expect((await everyItem(lead, '/recordings')).map(({ id }) => id)).toEqual([bystander.id]);
    expect((await search(lead)).map(({ id }) => id)).toEqual([bystander.id]);
    const answers = await inParallel(kept, CONNECTIONS, recording =>
      everyWay(lead, recording, running.get(recording.id) ?? ''),
    );
    for (const answer of answers) expect(answer).toEqual(OUT_OF_REACH);
    expect(await delivered(server, kept[0])).toMatchObject({ status: 410, body: { code: 'past-due' } });
    expect(await rowsOfDay(server, dayOf(kept))).toMatchObject({ recordings: kept.length, contacts: kept.length });
    counts.outOfReachBeforePurge = answers.length;
  });

  it('leave no row, no blob and no key behind when they are purged, and a certificate each', async () => {
    await server.app.get(RunPurges, { strict: false }).execute();
    expect(await rowsOfDay(server, dayOf(kept))).toEqual({
      recordings: 0,
      contacts: 0,
      parties: 1,
      indexed: 4,
      queued: 0,
      playbacks: 0,
    });
    expect(await blobsOf(server)).toEqual([bystander.id]);
    const keys = join(server.folders.keys, 'days', dayOf(kept));
    expect(await readdir(keys)).toEqual(['day.key']);
    expect((await readFile(join(keys, 'day.key'))).every(byte => byte === 0)).toBe(true);
    const auditor = await server.as('aila.auditoija');
    const certificates = await everyItem(auditor, '/retention/certificates');
    const ofRecordings = certificates.filter(({ unitKind }) => unitKind === 'recording');
    expect(ofRecordings.map(({ unitId }) => unitId).sort()).toEqual(kept.map(({ id }) => id).sort());
    expect(ofRecordings.every(({ blobAbsentAt }) => blobAbsentAt !== null)).toBe(true);
    expect(JSON.stringify(certificates)).not.toContain(CALLER);
    await checkCustody(server);
    counts.certificates = ofRecordings.length;
  });

  it('stay out of reach in every way after the purge, and cannot be delivered anew', async () => {
    const answers = await inParallel(kept, CONNECTIONS, recording =>
      everyWay(lead, recording, running.get(recording.id) ?? ''),
    );
    for (const answer of answers) expect(answer).toEqual({ ...OUT_OF_REACH, audio: 404, head: 404 });
    expect(await delivered(server, kept[0])).toMatchObject({ status: 410, body: { code: 'past-due' } });
    counts.outOfReachAfterPurge = answers.length;
  });

  it('leave nothing readable in a copy of database and blobs from before the purge, with the keys of today', async () => {
    await expectOnlyBystander(server.folders.keys);
    expect(JSON.stringify((await copy.database.query(EVERY_ROW)).rows)).not.toContain(CALLER);
  });

  it('were whole in that copy: with the keys of its time everything opens', async () => {
    const { audio, fields, found } = await openWithRing(copy, copy.folders.keys, PHONE);
    const identical = kept.filter(({ id, bytes }) => audio.get(id)?.equals(bytes));
    expect(identical.length).toBe(kept.length);
    expect(fields.filter(text => text === CALLER).length).toBe(kept.length + 1);
    expect(found.size).toBe(kept.length + 1);
    expect((await openByForce(copy, copy.folders.keys, dayOf(kept), 1)).opened).toBeGreaterThanOrEqual(kept.length * 2);
    counts.openedWithTheDayKey = identical.length;
  });

  it('are noise in that copy once the one key of their day is taken out of the copied keys', async () => {
    await rm(join(copy.folders.keys, 'days', dayOf(kept), 'day.key'));
    await expectOnlyBystander(copy.folders.keys);
    const { opened, tried } = await openByForce(copy, copy.folders.keys, dayOf(kept));
    expect(tried).toBeGreaterThan(kept.length * 10);
    expect(opened).toBe(0);
    Object.assign(counts, { openedWithoutTheDayKey: opened, keysTriedInVain: tried });
  });

  async function expectOnlyBystander(keysDir: string): Promise<void> {
    const { audio, fields, found } = await openWithRing(copy, keysDir, PHONE);
    expect([...audio.keys()]).toEqual([bystander.id]);
    expect(audio.get(bystander.id)?.equals(bystander.bytes)).toBe(true);
    expect(fields.filter(text => text === CALLER).length).toBe(1);
    expect([...found]).toEqual([bystander.contactId]);
  }
});

function promptsIn(folder: string): Prompt[] {
  if (folder === '') return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.wav'));
  return names.sort().map(name => ({ name, bytes: readFileSync(join(folder, name)) }));
}

function delivered(server: TestServer, prompt: Prompt | undefined, at = NOW): Promise<Answer> {
  return server.ingest().deliver(callMetadata(at, { externalId: prompt?.name }), prompt?.bytes ?? null);
}

async function deliver(server: TestServer, prompt: Prompt, at: Date): Promise<Kept> {
  const answer = await delivered(server, prompt, at);
  if (answer.status !== 201) throw new Error(`${prompt.name} answered ${answer.status} ${String(answer.body.code)}`);
  const { id, contactId, dueOn } = answer.body;
  return { ...prompt, id: String(id), contactId: String(contactId), dueOn: parseDay(String(dueOn)) };
}

type Item = Readonly<Record<string, unknown>>;

async function everyItem(client: Client, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answer = await client.get(`${path}?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page.status).toBe(200);
    items.push(...(page.body.items as Item[])); // a page's items are objects (api.md)
    cursor = page.body.nextCursor as string | null; // as api.md says
  }
  return items;
}

async function search(client: Client): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: unknown = undefined; cursor !== null;) {
    const page: Answer = await client.post('/recordings/searches', {
      phone: PHONE,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    expect(page.status).toBe(200);
    items.push(...(page.body.items as Item[])); // a page's items are objects (api.md)
    cursor = page.body.nextCursor;
  }
  return items;
}

async function granted(client: Client, id: string): Promise<string> {
  const answer = await client.post(`/recordings/${id}/playbacks`, PURPOSE);
  if (answer.status !== 201) throw new Error(`a playback answered ${answer.status} ${String(answer.body.code)}`);
  return String(answer.body.audioUrl);
}

/** What each way to a recording answers to somebody who could use them all the minute before. */
async function everyWay(
  client: Client,
  { id, contactId }: Kept,
  audioUrl: string,
): Promise<Readonly<Record<string, number>>> {
  const [opened, played, revealed, peaks, ticket, audio, part, head] = await Promise.all([
    client.get(`/recordings/${id}`),
    client.post(`/recordings/${id}/playbacks`, PURPOSE),
    client.post(`/recordings/${id}/reveals`, { field: 'name', ...PURPOSE }),
    client.get(`/recordings/${id}/peaks`),
    client.patch(`/contacts/${contactId}`, { ticket: 'INC-2' }),
    client.get(audioUrl),
    client.get(audioUrl, { range: 'bytes=0-9' }),
    client.request('HEAD', audioUrl),
  ]);
  expect(part.status).toBe(audio.status);
  return {
    ...{
      opened: opened.status,
      played: played.status,
      revealed: revealed.status,
      peaks: peaks.status,
      ticket: ticket.status,
    },
    ...{ audio: audio.status, head: head.status },
  };
}

/** A playback that was granted in time is told so; for everything else there is nothing here. */
const OUT_OF_REACH = { opened: 404, played: 404, revealed: 404, peaks: 404, ticket: 404, audio: 403, head: 403 };

function dayOf(kept: readonly Kept[]): Day {
  const [first] = kept;
  if (!first) throw new Error('nothing was kept');
  return first.dueOn;
}

/** The instant from which on they are over. */
function endOf(kept: readonly Kept[]): Date {
  const next = addDays(dayOf(kept), 1);
  expect(helsinkiDay(startOfDay(next))).toBe(next);
  return startOfDay(next);
}

const ROWS = `
  select (select count(*)::int from recording where due_on = $1) as recordings,
         (select count(*)::int from contact where due_on = $1) as contacts,
         (select count(*)::int from contact_party) as parties,
         (select count(*)::int from party_index) as indexed,
         (select count(*)::int from playback) as playbacks,
         (select count(*)::int from blob_deletion) as queued`;

const EVERY_ROW = `
  select query_to_xml('select * from ' || quote_ident(tablename), true, true, '')::text as rows
  from pg_tables where schemaname = 'public'`;

async function rowsOfDay(server: TestServer, day: Day): Promise<Readonly<Record<string, number>>> {
  const client = new pg.Client({ connectionString: server.database.ownerUrl });
  await client.connect();
  try {
    const [row] = (await client.query<Record<string, number>>(ROWS, [day])).rows;
    return row ?? {};
  } finally {
    await client.end();
  }
}

async function blobsOf(server: TestServer): Promise<string[]> {
  const entries = await readdir(server.folders.blobs, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => entry.name);
}
