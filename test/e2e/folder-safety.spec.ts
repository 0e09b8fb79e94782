import { HEADER, row, TABLE } from '../support/operators-table.js';
import { appendFile, chmod, mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { walkFolder } from '../../src/platform/files/inbox/walk-folder.js';
import { ReceiveAudio } from '../../src/recordings/audio/receive-audio.js';
import { MAX_DOCUMENT_BYTES } from '../../src/recordings/ingest/formats/read-document.js';
import { TakeDescribed } from '../../src/recordings/ingest/folders/take-described.js';
import { WatchFolders } from '../../src/recordings/ingest/folders/watch-folders.job.js';
import { PassFiles } from '../../src/recordings/ingest/folders/pass-files.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import type { Metadata } from '../support/client.js';
import { WatchedFolder } from '../support/watched-folder.js';

const SOURCE = 'pbx-1';
const HOUR_MS = 3_600_000;

describe('a watched folder loses nothing and touches nothing else', () => {
  let folder: WatchedFolder;

  beforeAll(async () => {
    folder = await WatchedFolder.start(3000);
    await folder.setUp('csv-1', TABLE);
  });
  afterEach(async () => {
    folder.set();
    for (const source of [SOURCE, 'csv-1']) expect(await folder.inbox.files(source)).toEqual([]);
    await checkCustody(folder.server);
  });
  afterAll(() => folder.stop());

  const put = (place: string, content: string | Uint8Array) => folder.inbox.put(SOURCE, place, content);
  const dir = (...parts: string[]) => join(folder.inbox.dir, ...parts);
  async function drop(name: string): Promise<Metadata> {
    const metadata = folder.call();
    await put(`${name}.wav`, folder.audio());
    await put(`${name}.json`, JSON.stringify(metadata));
    return metadata;
  }
  const items = (source: string) =>
    folder.server.sql<{ id: string; reason: string; size_bytes: number | null }>(
      'select id, reason, size_bytes from quarantined_item where source = $1 order by id',
      [source],
    );

  it.each([
    ['the archive is a link', async (outside: string) => symlink(outside, dir(SOURCE, 'archive'))],
    [
      'a day of the archive is a link',
      async (outside: string) => {
        await mkdir(dir(SOURCE, 'archive'), { recursive: true });
        for (const day of await readdir(outside)) await symlink(join(outside, day), dir(SOURCE, 'archive', day));
      },
    ],
  ])('moves nothing through a link, and sweeps nothing behind one: %s', async (_, makeLink) => {
    const outside = dir('..', `outside-${process.pid}`);
    const metadata = await drop('linked');
    folder.set({ taken: 'archive' });
    for (let day = 1; day <= 31; day += 1) {
      for (const month of ['2026-11', '2026-12', '2027-01', '2027-02']) {
        await mkdir(join(outside, `${month}-${String(day).padStart(2, '0')}`), { recursive: true });
      }
    }
    await writeFile(join(outside, '2026-12-01', 'a-key'), 'a key');
    await makeLink(outside);
    await folder.scan();
    await folder.sweep();
    expect((await readdir(outside, { recursive: true })).filter(name => name.split('/').length > 1)).toEqual([
      '2026-12-01/a-key',
    ]);
    expect(await readdir(outside)).toHaveLength(124);
    expect(await folder.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    expect(await readdir(dir(SOURCE))).toContain('linked.wav');
    await rm(dir(SOURCE, 'archive'), { recursive: true });
    await rm(outside, { recursive: true });
    folder.set();
    folder.lapse();
    await folder.scan();
  });

  it('sweeps no archive where nothing is archived', async () => {
    await put('archive/2026-11-01/a-file', 'not ours');
    await folder.sweep();
    expect(await folder.inbox.files(SOURCE)).toEqual(['archive/2026-11-01/a-file']);
    await rm(dir(SOURCE, 'archive'), { recursive: true });
  });

  it('leaves a document that is written to while it is taken, and reads it again', async () => {
    const takes = folder.server.app.get(TakeDescribed);
    const execute = takes.execute.bind(takes);
    const metadata = await drop('written');
    takes.execute = async (...given) => {
      const kept = await execute(...given);
      await appendFile(dir(SOURCE, 'written.json'), ' ');
      return kept;
    };
    await folder.scan();
    takes.execute = execute;
    expect(await folder.inbox.files(SOURCE)).toEqual(['written.json']);
    expect(await folder.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    await folder.scan();
  });

  it('takes nothing of audio that grew while it was read, and all of it afterwards', async () => {
    const receive = folder.server.app.get(ReceiveAudio);
    const take = receive.take.bind(receive);
    const metadata = folder.call();
    const bytes = folder.audio();
    await put('grew.wav', bytes.subarray(0, 3000));
    await put('grew.json', JSON.stringify(metadata));
    receive.take = async (...given) => {
      const taken = await take(...given);
      await appendFile(dir(SOURCE, 'grew.wav'), bytes.subarray(3000));
      return taken;
    };
    await folder.scan();
    receive.take = take;
    expect(await folder.inbox.files(SOURCE)).toEqual(['grew.json', 'grew.wav']);
    expect(await folder.arrival(metadata.externalId)).toBeUndefined();
    await folder.scan();
    const rows = await folder.server.sql('select size_bytes from recording where external_id = $1', [
      metadata.externalId,
    ]);
    expect(rows).toEqual([{ size_bytes: bytes.length }]);
  });

  it('reads on behind a line that is longer than what is read at once, and keeps its bytes', async () => {
    const long = Array.from({ length: 360_000 }, (_, at) => `x${at}`).join('');
    await folder.inbox.put('csv-1', 'calls.csv', `${HEADER}${row('before')}${long}\n${row('behind')}half a li`);
    folder.set({ waitMs: 0 });
    await folder.scan();
    expect(await folder.arrival('before')).toMatchObject({ outcome: 'awaited' });
    expect(await folder.arrival('behind')).toMatchObject({ outcome: 'awaited' });
    const kept = (await items('csv-1')).filter(({ reason }) => reason === 'metadata-unreadable');
    const keptBytes = kept.reduce((sum, item) => sum + (item.size_bytes ?? 0), 0);
    expect(keptBytes).toBeGreaterThanOrEqual(long.length);
    expect(kept.filter(item => item.size_bytes === null).length).toBeGreaterThanOrEqual(1);
  });

  it('leaves a document that is larger than what is read', async () => {
    const path = await put('large.json', '{');
    await truncate(path, MAX_DOCUMENT_BYTES + 1);
    folder.set({ waitMs: 0 });
    expect(await folder.scan()).toBe(0);
    expect(await folder.inbox.files(SOURCE)).toEqual(['large.json']);
    await rm(path);
  });

  it('keeps all of a document that cannot be read, however long it is, and the audio beside it', async () => {
    const before = new Set((await items(SOURCE)).map(({ id }) => id));
    const audio = folder.audio();
    const text = `{"source": ${'[1,'.repeat(60_000)}`;
    await put('broken.json', text);
    await put('broken.wav', audio);
    await folder.scan();
    const kept = (await items(SOURCE)).filter(({ id }) => !before.has(id));
    expect(kept.map(({ reason }) => reason)).toEqual(['metadata-unreadable', 'metadata-unreadable']);
    expect(kept.map(item => item.size_bytes ?? 0).sort((one, other) => one - other)).toEqual(
      [audio.length, text.length].sort((one, other) => one - other),
    );
  });

  it('holds no source up for what is the matter with another', async () => {
    const passes = folder.server.app.get(PassFiles);
    const execute = passes.execute.bind(passes);
    passes.execute = async (source, files) =>
      source === 'a-first' ? Promise.reject(new Error('the folder is broken')) : execute(source, files);
    await mkdir(dir('a-first'), { recursive: true });
    const metadata = await drop('other');
    expect(await folder.scan()).toBeGreaterThan(0);
    passes.execute = execute;
    expect(await folder.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    await rm(dir('a-first'), { recursive: true });
  });

  it('passes over a folder that may not be read, and says so by the name of the error', async () => {
    await put('closed/inside.wav', 'x');
    await put('open/inside.wav', 'x');
    await chmod(dir(), 0o755);
    await chmod(dir(SOURCE, 'closed'), 0);
    const heard: string[] = [];
    const found: string[] = [];
    await asSomebodyElse(async () => {
      const walk = walkFolder(dir(SOURCE), SOURCE, errno => heard.push(errno));
      for await (const { place } of walk) found.push(place);
    });
    expect(found).toEqual(['open/inside.wav']);
    expect(heard).toEqual(['EACCES']);
    for (const name of ['closed', 'open']) await rm(dir(SOURCE, name), { recursive: true });
  });

  it('keeps audio that comes when the item that waits for it is over and not purged yet, and takes it afterwards', async () => {
    const metadata = folder.call();
    const audio = folder.audio();
    folder.set({ waitMs: 0 });
    await put('short.json', JSON.stringify(metadata));
    await folder.scan();
    expect(await folder.arrival(metadata.externalId)).toMatchObject({ outcome: 'awaited' });
    folder.set();
    folder.server.clock.advance(15 * 24 * HOUR_MS);
    await put('short.wav', audio);
    await folder.scan();
    expect(await folder.inbox.files(SOURCE)).toEqual(['short.wav']);
    const answer = await folder.server.ingest().deliver(metadata, audio);
    expect(answer).toMatchObject({ status: 503, body: { code: 'item-going' } });
    await folder.server.app.get(RunPurges).execute();
    folder.set({ waitMs: 0 });
    folder.lapse();
    await folder.scan();
    expect((await items(SOURCE)).at(-1)).toMatchObject({ reason: 'metadata-missing', size_bytes: audio.length });
  });

  it('takes out of the archive what is purged, and not what a clock alone says is over', async () => {
    folder.set({ taken: 'archive' });
    const metadata = await drop('archived');
    await folder.scan();
    const archived = await folder.inbox.files(SOURCE);
    expect(archived.filter(place => place.startsWith('archive/'))).toHaveLength(2);
    expect(await folder.arrival(metadata.externalId)).toMatchObject({ outcome: 'filed' });
    folder.server.clock.advance(62 * 24 * HOUR_MS);
    await folder.sweep();
    expect(await folder.inbox.files(SOURCE)).toEqual(archived);
    await folder.server.app.get(RunPurges).execute();
    await folder.server.app.get(WatchFolders).sweep();
  });
});

/** As a user who may not read everything: root may. */
async function asSomebodyElse(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
