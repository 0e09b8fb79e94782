import { appendFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/index.js';
import { DomainError } from '../../src/kernel/errors.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { LetGoFile } from '../../src/recordings/ingest/folders/let-go-file.js';
import { WatchFolders } from '../../src/recordings/ingest/folders/watch-folders.job.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Metadata } from '../support/client.js';
import { Inbox } from '../support/inbox.js';
import { eventsDuring, loggedEvents } from '../support/log.js';
import { callMetadata } from '../support/metadata.js';
import { startTestServer, type TestServer } from '../support/server.js';

const HOUR_MS = 3_600_000;
const SOURCE = 'pbx-1';

interface ArrivalRow {
  readonly external_id: string;
  readonly outcome: string;
  readonly reason: string;
  readonly channel: string;
  readonly unit_id: string | null;
}

describe('a watched folder', () => {
  let server: TestServer;
  let inbox: Inbox;
  let seed = 500;

  beforeAll(async () => {
    inbox = await Inbox.create();
    const settings = { TALLENNE_INBOX_SETTLE_SECONDS: '0', TALLENNE_INBOX_WAIT_MINUTES: '60' };
    server = await startTestServer({ env: { TALLENNE_INBOX_DIR: inbox.dir, ...settings } });
  });
  afterEach(async () => {
    set({ settleMs: 0, waitMs: HOUR_MS, taken: 'delete' });
    expect(await inbox.files(SOURCE)).toEqual([]);
    await checkCustody(server);
  });
  afterAll(async () => {
    await server.stop();
    await inbox.remove();
  });

  /** The settings are made once at start; here each case has its own. */
  function set(settings: Partial<{ settleMs: number; waitMs: number; taken: 'delete' | 'archive' }>): void {
    Object.assign(server.app.get(Config).inbox ?? {}, settings);
  }
  const scan = () => server.app.get(WatchFolders).scan();
  const call = (overrides: Metadata = {}) => callMetadata(server.clock.now(), overrides);
  function audio(): Buffer {
    seed += 1;
    const bytes = wav({ seconds: 0.5, seed });
    server.delivered.note(bytes);
    return bytes;
  }
  const put = (place: string, content: string | Uint8Array | Metadata) =>
    inbox.put(SOURCE, place, typeof content === 'string' || content instanceof Uint8Array ? content : text(content));
  const text = (metadata: Metadata) => JSON.stringify(metadata);
  const lapse = () => {
    server.clock.advance(HOUR_MS); // the claims of what was tried before end
  };

  async function arrivalOf({ externalId }: Metadata): Promise<ArrivalRow | undefined> {
    const [row] = await server.sql<ArrivalRow>('select * from arrival where external_id = $1', [externalId]);
    return row;
  }
  const items = () =>
    server.sql<{ id: string; external_id: string; reason: string; audio_sha256: Buffer | null }>(
      'select id, external_id, reason, audio_sha256 from quarantined_item order by id',
    );

  it('takes audio with its sidecar, from any folder below, and lets both go', async () => {
    const [one, two] = [call(), call()];
    await put('a.wav', audio());
    await put('a.json', one);
    await put('2026/11/24/b.wav', audio());
    await put('2026/11/24/b.wav.json', two);
    await put('2026/11/24/b.done', '');
    const events = await eventsDuring(server, scan);
    expect(await arrivalOf(one)).toMatchObject({ outcome: 'filed', channel: 'folder' });
    expect(await arrivalOf(two)).toMatchObject({ outcome: 'filed' });
    const ingested = events.filter(({ action }) => action === 'recording.ingested');
    expect(ingested.map(({ actor, facts }) => [actor.kind, facts?.channel])).toEqual([
      ['system', 'folder'],
      ['system', 'folder'],
    ]);
  });

  it('leaves a file that still changes, and takes it at once when its mark is there', async () => {
    set({ settleMs: HOUR_MS });
    const metadata = call();
    await put('c.wav', audio());
    await put('c.json', metadata);
    expect(await scan()).toBe(0);
    expect(await arrivalOf(metadata)).toBeUndefined();
    await put('c.done', '');
    await scan();
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'filed' });
  });

  it('takes what was delivered before as the same delivery', async () => {
    const metadata = call();
    const bytes = audio();
    await server.ingest().deliver(metadata, bytes);
    await put('d.wav', bytes);
    await put('d.json', metadata);
    await scan();
    const rows = await server.sql('select from recording where external_id = $1', [metadata.externalId]);
    expect(rows).toHaveLength(1);
  });

  it('keeps other audio of a call that is here to be sorted out, beside it', async () => {
    const metadata = call();
    await server.ingest().deliver(metadata, audio());
    await put('e.wav', audio());
    await put('e.json', metadata);
    await scan();
    const [item] = (await items()).filter(({ reason }) => reason === 'different-audio');
    expect(item?.external_id).toMatch(/^file-[0-9a-f]{32}$/);
  });

  it('waits for a sidecar that is late, and then asks somebody', async () => {
    const metadata = call();
    const bytes = audio();
    await put('0401234567-late.wav', bytes);
    expect(await scan()).toBe(0);
    await put('0401234567-late.json', metadata);
    await scan();
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'filed' });

    set({ waitMs: 0 });
    await put('0401234567-alone.wav', audio());
    await scan();
    const [item] = (await items()).filter(({ reason }) => reason === 'metadata-missing');
    expect(item?.external_id).toMatch(/^file-/);
    const clear = await server.sql('select from quarantined_item i where i::text like $1', ['%0401234567%']);
    expect(clear).toEqual([]);
  });

  it('keeps an announced call whose audio has not come, and files it when it comes', async () => {
    const metadata = call();
    set({ waitMs: 0 });
    await put('f.json', metadata);
    await scan();
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'awaited', reason: 'audio-missing' });
    const [waiting] = (await items()).filter(item => item.external_id === metadata.externalId);
    expect(waiting).toMatchObject({ reason: 'audio-missing', audio_sha256: null });
    set({ waitMs: HOUR_MS });
    await put('f.wav', audio());
    const events = await eventsDuring(server, scan);
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'filed' });
    expect((await items()).filter(item => item.external_id === metadata.externalId)).toEqual([]);
    expect(events.find(({ action }) => action === 'recording.ingested')?.facts).toMatchObject({
      waitedAs: waiting?.id,
    });
    expect(await server.sql('select from awaited_audio where item_id = $1', [waiting?.id])).toEqual([]);
  });

  it('files an announced call as well when its audio comes by a request', async () => {
    const metadata = call();
    set({ waitMs: 0 });
    await put('g.json', metadata);
    await scan();
    expect((await server.ingest().deliver(metadata, audio())).status).toBe(201);
    expect((await items()).filter(item => item.external_id === metadata.externalId)).toEqual([]);
  });

  it.each([
    ['audio that is none', 'audio-unreadable', { bytes: Buffer.alloc(900, 7) }],
    ['half a file', 'audio-unreadable', { bytes: wav({ seconds: 1, seed: 77 }).subarray(0, 5000) }],
    ['metadata that are none', 'metadata-unreadable', { metadata: '{"source":' }],
    ['a call of the future', 'metadata-unreadable', { endedAt: '2027-05-01T10:00:00Z' }],
    ['a call without notice', 'notice-evidence-missing', { notice: { played: false } }],
  ])(
    'keeps %s to be sorted out, and lets the file go',
    async (name, reason, { bytes, metadata, ...overrides }: Given) => {
      const place = name.replaceAll(' ', '-');
      const before = new Set((await items()).map(({ id }) => id));
      await put(`${place}.wav`, bytes ?? audio());
      await put(`${place}.json`, metadata ?? call(overrides));
      await scan();
      const kept = (await items()).filter(({ id }) => !before.has(id));
      expect(kept.map(item => item.reason)).toEqual([reason]);
      expect(kept[0]?.audio_sha256).not.toBeNull();
    },
  );

  it('notes what is past its last day, and lets it go', async () => {
    const metadata = call({ startedAt: '2026-01-01T08:00:00Z', endedAt: '2026-01-01T08:10:00Z' });
    await put('h.wav', audio());
    await put('h.json', metadata);
    await scan();
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'refused', reason: 'past-due', unit_id: null });
  });

  it('is not taken where the server died after the acknowledgement: it is known then', async () => {
    const metadata = call();
    const letGo = server.app.get(LetGoFile);
    const execute = letGo.execute.bind(letGo);
    letGo.execute = () => Promise.reject(new Error('the server ends here'));
    await put('i.wav', audio());
    await put('i.json', metadata);
    await scan();
    expect(await inbox.files(SOURCE)).toEqual(['i.json', 'i.wav']);
    letGo.execute = execute;
    expect(await scan()).toBe(0); // still claimed
    lapse();
    await scan();
    const rows = await server.sql('select from recording where external_id = $1', [metadata.externalId]);
    expect(rows).toHaveLength(1);
  });

  it('keeps its files while the disk is full, and takes them afterwards', async () => {
    const metadata = call();
    const blobs = server.app.get(BlobStore);
    const stage = blobs.stage.bind(blobs);
    blobs.stage = () => Promise.reject(new DomainError('unavailable', 'storage-full', 'The storage is full.'));
    await put('j.wav', audio());
    await put('j.json', metadata);
    await scan();
    expect(await inbox.files(SOURCE)).toEqual(['j.json', 'j.wav']);
    blobs.stage = stage;
    lapse();
    await scan();
    expect(await arrivalOf(metadata)).toMatchObject({ outcome: 'filed' });
  });

  it('follows no link and looks into no hidden file', async () => {
    const outside = join(inbox.dir, '..', `outside-${process.pid}.wav`);
    await writeFile(outside, audio());
    set({ waitMs: 0 });
    await mkdir(join(inbox.dir, SOURCE), { recursive: true });
    await symlink(outside, join(inbox.dir, SOURCE, 'k.wav'));
    await put('.l.wav.tmp', audio());
    const before = (await items()).length;
    expect(await scan()).toBe(0);
    expect(await items()).toHaveLength(before);
    for (const path of [outside, join(inbox.dir, SOURCE, 'k.wav'), join(inbox.dir, SOURCE, '.l.wav.tmp')])
      await rm(path);
  });

  it('is watched by two instances, and each file is taken once', async () => {
    const beside = await server.beside();
    const calls = Array.from({ length: 12 }, () => call());
    for (const [at, metadata] of calls.entries()) {
      await put(`m-${at}.wav`, audio());
      await put(`m-${at}.json`, metadata);
    }
    await Promise.all([scan(), beside.app.get(WatchFolders).scan()]);
    await beside.stop();
    const ids = calls.map(({ externalId }) => externalId);
    const events = (await loggedEvents(server, 'recording.ingested')).filter(({ outcome }) => outcome === 'done');
    const rows = await server.sql<{ id: string }>('select id from recording where external_id = any($1)', [ids]);
    expect(rows).toHaveLength(calls.length);
    for (const { id } of rows) expect(events.filter(event => event.recordingId === id)).toHaveLength(1);
  });

  it('moves what was taken to its archive where that is set, and sweeps from there what is no unit', async () => {
    set({ taken: 'archive' });
    const metadata = call();
    const bytes = audio();
    await put('n.wav', bytes);
    await put('n.json', metadata);
    await scan();
    const { unit_id: id } = (await arrivalOf(metadata)) ?? {};
    const archived = (await inbox.files(SOURCE)).filter(place => place.startsWith('archive/'));
    expect(archived.map(place => place.split('/')[2])).toEqual([`${id}.json`, `${id}.wav`]);
    expect(await readFile(join(inbox.dir, SOURCE, archived[1] ?? ''))).toEqual(bytes);
    const stray = join(inbox.dir, SOURCE, 'archive', archived[0]?.split('/')[1] ?? '', `${'0'.repeat(8)}.wav`);
    await writeFile(stray, 'stray');
    await server.app.get(WatchFolders).sweep();
    expect(await inbox.files(SOURCE)).toEqual(archived);
    await rm(join(inbox.dir, SOURCE, 'archive'), { recursive: true });
  });

  it('reads a table that never stands still, and lets it go when it has', async () => {
    const form = { ...OPERATOR, audio: { kind: 'beside' } };
    await server.sql(`insert into source (name, form) values ('busy-1', $1)`, [JSON.stringify(form)]);
    const line = (id: string) => `${id};2026-11-24 08:00:00;2026-11-24 08:05:00;user-support;200;${id}.wav\n`;
    set({ settleMs: HOUR_MS });
    const table = await inbox.put('busy-1', 'calls.csv', `Id;Alkoi;Loppui;Jono;Alanumero;Tiedosto\n${line('b-1')}`);
    await scan();
    expect(await arrivalOf({ externalId: 'b-1' })).toMatchObject({ outcome: 'awaited' });
    await appendFile(table, line('b-2'));
    set({ settleMs: HOUR_MS, waitMs: 0 });
    await scan();
    expect(await arrivalOf({ externalId: 'b-2' })).toMatchObject({ outcome: 'awaited' });
    expect(await inbox.files('busy-1')).toEqual(['calls.csv']);
    set({ settleMs: 0, waitMs: 0 });
    await scan();
    expect(await inbox.files('busy-1')).toEqual([]);
  });

  it('reads a document that grows from the last whole line on, and waits for the audio of its calls', async () => {
    await server.sql(`insert into source (name, form) values ('csv-1', $1)`, [JSON.stringify(OPERATOR)]);
    const line = (id: string, file: string) =>
      `${id};2026-11-24 08:00:00;2026-11-24 08:05:00;user-support;200;${file}\n`;
    const document = await inbox.put(
      'csv-1',
      'calls.csv',
      `Id;Alkoi;Loppui;Jono;Alanumero;Tiedosto\n${line('x-1', 'x1.wav')}`,
    );
    await inbox.put('csv-1', 'deep/x1.wav', audio());
    await scan();
    expect(await arrivalOf({ externalId: 'x-1' })).toMatchObject({ outcome: 'filed' });
    await appendFile(document, line('x-2', 'x2.wav').slice(0, 20));
    await scan();
    expect(await arrivalOf({ externalId: 'x-2' })).toBeUndefined();
    await appendFile(document, line('x-2', 'x2.wav').slice(20) + line('x-3', 'x3.wav'));
    await scan();
    expect(await arrivalOf({ externalId: 'x-2' })).toMatchObject({ outcome: 'awaited' });
    await inbox.put('csv-1', 'x2.wav', audio());
    await inbox.put('csv-1', 'x3.wav', audio());
    await scan();
    expect(await arrivalOf({ externalId: 'x-2' })).toMatchObject({ outcome: 'filed' });
    expect(await arrivalOf({ externalId: 'x-3' })).toMatchObject({ outcome: 'filed' });
    expect(await inbox.files('csv-1')).toEqual(['calls.csv']);
    set({ waitMs: 0 });
    await scan();
    expect(await inbox.files('csv-1')).toEqual([]);
    expect(await server.sql('select from inbox_document')).toEqual([]);
  });
});

interface Given {
  readonly bytes?: Buffer;
  readonly metadata?: string;
  readonly [field: string]: unknown;
}

/** An operator's export with Finnish headers. */
const OPERATOR = {
  format: 'csv',
  preset: 'plain',
  csv: { delimiter: ';', encoding: 'utf-8', columns: null, decimalComma: false },
  times: { kind: 'local', pattern: 'YYYY-MM-DD HH:mm:ss', zone: 'Europe/Helsinki' },
  agentAs: 'extension',
  mapping: {
    externalId: { from: ['Id'] },
    direction: { from: [], constant: 'inbound' },
    startedAt: { from: ['Alkoi'] },
    endedAt: { from: ['Loppui'] },
    queue: { from: ['Jono'] },
    agent: { from: ['Alanumero'] },
    noticePlayed: { from: [], constant: 'true' },
    noticeVersion: { from: [], constant: '2026-1' },
    noticeLanguage: { from: [], constant: 'fi' },
  },
  audio: { kind: 'named', names: ['{Tiedosto}'] },
};
