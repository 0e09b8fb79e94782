import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DomainError } from '../../src/kernel/errors.js';
import { BlobStore } from '../../src/platform/blobs/blob-store.js';
import { Config } from '../../src/platform/config/index.js';
import { TakeDescribed } from '../../src/recordings/ingest/folders/take-described.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import { eventsDuring } from '../support/log.js';
import { HEADER, row, TABLE_WITH_NOTICE } from '../support/operators-table.js';
import { overhearOutput } from '../support/overheard.js';
import { WatchedFolder } from '../support/watched-folder.js';

const SOURCE = 'csv-1';
const DAY_MS = 24 * 3_600_000;
/** What stands behind it is read by itself. */
const REST_OF_A_PIECE = '\n'.repeat(1024 * 1024);
const FILED = { outcome: 'filed' };

describe('a table in a watched folder whose rows cannot all be taken', () => {
  let folder: WatchedFolder;

  beforeAll(async () => {
    folder = await WatchedFolder.start(7000);
    await folder.setUp(SOURCE, TABLE_WITH_NOTICE);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    folder.set();
    expect(await folder.inbox.files(SOURCE)).toEqual([]);
    await checkCustody(folder.server);
  });
  afterAll(() => folder.stop());

  const put = (place: string, content: string | Uint8Array) => folder.inbox.put(SOURCE, place, content);
  async function drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) await put(`${id}.wav`, folder.audio());
  }
  /** Tables go when they have had their time. */
  async function scanLater(): Promise<void> {
    folder.set({ waitMs: 0 });
    folder.lapse();
    await folder.scan();
  }
  const items = (externalId: string) =>
    folder.server.sql<{ id: string; reason: string; size_bytes: number | null; due_on: string }>(
      'select id, reason, size_bytes, due_on from quarantined_item where external_id = $1',
      [externalId],
    );
  /** Lets the rows of some calls fail. */
  function failing(errors: Readonly<Record<string, Error>>) {
    const described = folder.server.app.get(TakeDescribed);
    const execute = described.execute.bind(described);
    return jest.spyOn(described, 'execute').mockImplementation(async (one, document) => {
      const error = errors[one.call.externalId];
      if (error) throw error;
      return execute(one, document);
    });
  }

  it('takes every other call where one file is too large, and that one when larger files are taken', async () => {
    const config = folder.server.app.get(Config);
    const { maxAudioBytes } = config;
    const large = wav({ seconds: 10, seed: 7900 });
    folder.server.delivered.note(large);
    await drop(['l-1', 'l-2', 'l-3']);
    await put('l-large.wav', large);
    await put('calls.csv', HEADER + row('l-1') + row('l-large') + row('l-2') + REST_OF_A_PIECE + row('l-3'));
    Object.assign(config, { maxAudioBytes: large.length - 1 });
    const output = overhearOutput();
    await folder.scan().finally(() => {
      output.end();
    });
    expect(output.said()).toContain('audio-too-large');
    for (const id of ['l-1', 'l-2', 'l-3']) expect(await folder.arrival(id)).toMatchObject(FILED);
    expect(await folder.arrival('l-large')).toMatchObject({ outcome: 'awaited', reason: 'audio-missing' });
    await scanLater();
    expect(await folder.inbox.files(SOURCE)).toEqual(['l-large.wav']);

    Object.assign(config, { maxAudioBytes });
    await scanLater();
    expect(await folder.sha256Of('l-large')).toBe(createHash('sha256').update(large).digest('hex'));
    expect(await items('l-large')).toEqual([]);
  });

  it('keeps other audio of a call that is here, where its times cannot be true, to be sorted out', async () => {
    await drop(['f-1']);
    await put('first.csv', HEADER + row('f-1'));
    await folder.scan();
    const first = await folder.sha256Of('f-1');
    await drop(['f-1', 'f-2']);
    const future = row('f-1').replaceAll('2026-11-24', '2027-06-01');
    await put('second.csv', HEADER + future + REST_OF_A_PIECE + row('f-2'));
    const before = await folder.server.sql<{ id: string }>('select id from quarantined_item');
    await scanLater();
    expect(await folder.arrival('f-2')).toMatchObject(FILED);
    expect(await folder.sha256Of('f-1')).toBe(first);
    const known = before.map(({ id }) => id);
    const kept = await folder.server.sql<{ reason: string }>(
      'select reason from quarantined_item where id <> all ($1) and audio_sha256 is not null',
      [known],
    );
    expect(kept).toEqual([{ reason: 'metadata-unreadable' }]);
  });

  it('takes every other call while what was kept of one is over and not purged yet, and that one afterwards', async () => {
    folder.set({ waitMs: 0 });
    await put('announced.csv', HEADER + row('g-1'));
    await folder.scan();
    const [announced] = await items('g-1');
    expect(announced).toMatchObject({ reason: 'audio-missing' });
    folder.server.clock.advance(15 * DAY_MS);
    await drop(['g-2', 'g-3']);
    await put('again.csv', HEADER + row('g-1') + row('g-2') + REST_OF_A_PIECE + row('g-3'));
    await folder.scan();
    for (const id of ['g-2', 'g-3']) expect(await folder.arrival(id)).toMatchObject(FILED);
    await scanLater();
    expect(await folder.inbox.files(SOURCE)).toEqual(['again.csv']);
    expect(
      await folder.server.sql('select from recording where external_id = any ($1)', [['g-2', 'g-3']]),
    ).toHaveLength(2);

    await folder.server.app.get(RunPurges).execute();
    await scanLater();
    const [anew, ...more] = await items('g-1');
    expect([anew?.reason, more]).toEqual(['audio-missing', []]);
    expect(anew?.id).not.toBe(announced?.id);
  });

  it('puts on record what is refused for good, and takes the others', async () => {
    failing({ 'r-1': new DomainError('unprocessable', 'odd-call', 'It is odd.') });
    await drop(['r-2', 'r-3']);
    await put('calls.csv', HEADER + row('r-1') + row('r-2') + REST_OF_A_PIECE + row('r-3'));
    const events = await eventsDuring(folder.server, scanLater);
    expect(await folder.arrival('r-1')).toMatchObject({ outcome: 'refused', reason: 'odd-call' });
    for (const id of ['r-2', 'r-3']) expect(await folder.arrival(id)).toMatchObject(FILED);
    const refused = events.filter(({ action }) => action === 'recording.refused');
    expect(refused).toMatchObject([{ outcome: 'refused', reason: 'odd-call', actor: { kind: 'system' } }]);
  });

  it('stays, and is read again from the first row that fails otherwise, which is taken once', async () => {
    const broken = failing({ 'b-2': new TypeError('broken') });
    await drop(['b-1', 'b-2', 'b-3']);
    await put('calls.csv', HEADER + row('b-1') + REST_OF_A_PIECE + row('b-2') + REST_OF_A_PIECE + row('b-3'));
    await folder.scan();
    for (const id of ['b-1', 'b-3']) expect(await folder.arrival(id)).toMatchObject(FILED);
    expect(await folder.arrival('b-2')).toBeUndefined();
    expect(await folder.inbox.files(SOURCE)).toEqual(['b-2.wav', 'calls.csv']);
    broken.mockClear();
    folder.lapse();
    await folder.scan();
    expect(broken.mock.calls.map(([{ call }]) => call.externalId)).toEqual(['b-2', 'b-3']);
    broken.mockRestore();
    await scanLater();
    const taken = await folder.server.sql('select external_id from recording where external_id like $1', ['b-_']);
    expect(taken).toHaveLength(3);
  });

  it('is left alone while nothing can be stored, and is taken whole afterwards', async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `s-${at}`);
    await drop(ids);
    await put('calls.csv', HEADER + ids.map(row).join(''));
    const full = new DomainError('unavailable', 'storage-full', 'The storage is full.');
    const stage = jest.spyOn(folder.server.app.get(BlobStore), 'stage').mockRejectedValue(full);
    await folder.scan();
    expect(stage.mock.calls.length).toBeLessThan(30);
    stage.mockRestore();
    await scanLater();
    const filed = await folder.server.sql('select from recording where external_id = any ($1)', [ids]);
    expect(filed).toHaveLength(ids.length);
  });
});
