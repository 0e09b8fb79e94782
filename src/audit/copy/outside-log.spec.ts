import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { OutsideFolder } from '../../platform/files/outside-folder.js';
import type { OutsideFile } from '../../platform/files/outside-place.js';
import { TileMissing } from '../integration/log-tiles.js';
import { HASH_BYTES } from '../tree/hashes.js';
import { OutsideLog, type KeptTile } from './outside-log.js';

/** A folder that tells what was to last, and whether it was let go of. */
class WatchedFolder extends OutsideFolder {
  readonly lasting: string[] = [];
  readonly removed: string[] = [];
  isClosed = false;

  override async writeAll(files: readonly OutsideFile[]): Promise<void> {
    this.lasting.push(...files.filter(({ lasting }) => lasting).map(({ name }) => name));
    await super.writeAll(files);
  }

  override async remove(name: string): Promise<void> {
    this.removed.push(name);
    await super.remove(name);
  }

  override close(): void {
    this.isClosed = true;
  }
}

const hashes = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, place) => Buffer.alloc(HASH_BYTES, place)));
const tile = (level: number | 'entries', index: number, width = 256): KeptTile => ({
  address: { level, index, width },
  bytes: level === 'entries' ? Buffer.from(`bundle ${index}`) : hashes(width),
});
const AT = new Date('2026-11-24T07:59:59.999Z');

describe('the copy of the log outside', () => {
  let folder: TemporaryFolder;
  let place: WatchedFolder;
  let outside: OutsideLog;

  beforeEach(async () => {
    folder = await temporaryFolder();
    place = new WatchedFolder(folder.path);
    outside = new OutsideLog(place);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const textOf = (name: string) => readFile(join(folder.path, name), 'utf8');

  it('lies where people are told that it does, and can be read as files there', async () => {
    await outside.finish('the note\n', [], AT);
    expect(outside.place).toBe(folder.path);
    expect(await outside.asFolder(path => Promise.resolve(path))).toBe(folder.path);
    expect(await outside.names()).toEqual(['checkpoint', 'hourly/2026-11-24T07.checkpoint', 'verifier-keys']);
    expect(await outside.file('checkpoint')).toEqual(Buffer.from('the note\n'));
    expect(await outside.file('none')).toBeNull();
  });

  it('is whole for its latest checkpoint, and is none before there is one', async () => {
    expect(await outside.checkpoint()).toBeNull();
    await outside.finish('one\n', ['a+1+A', 'b+2+B'], AT);
    await outside.finish('two\n', ['c+3+C'], AT);
    expect(await outside.checkpoint()).toBe('two\n');
    expect(await textOf('verifier-keys')).toBe('c+3+C\n');
  });

  it('has its keys a line each', async () => {
    await outside.finish('one\n', ['a+1+A', 'b+2+B'], AT);
    expect(await textOf('verifier-keys')).toBe('a+1+A\nb+2+B\n');
  });

  it('keeps the first checkpoint of each hour, for as long as it lasts', async () => {
    await outside.finish('first\n', [], AT);
    await outside.finish('second\n', [], AT);
    await outside.finish('third\n', [], new Date(AT.getTime() + 1));
    expect(await textOf('hourly/2026-11-24T07.checkpoint')).toBe('first\n');
    expect(await textOf('hourly/2026-11-24T08.checkpoint')).toBe('third\n');
    expect(place.lasting).toEqual(['hourly/2026-11-24T07.checkpoint', 'hourly/2026-11-24T08.checkpoint']);
  });

  it('says where it cannot be read, and not what of it', async () => {
    const broken = new OutsideLog(new OutsideFolder(join(folder.path, 'checkpoint')));
    await outside.finish('the note\n', [], AT);
    const reading = broken.checkpoint();
    await expect(reading).rejects.toMatchObject({ kind: 'unavailable', code: 'log-copy-unreadable' });
    await expect(reading).rejects.toThrow('TALLENNE_LOG_COPY_URL: the copy of the log cannot be read (ENOTDIR).');
    await expect(reading).rejects.toHaveProperty('cause.code', 'ENOTDIR');
  });

  it('says so also where the store gives no code', async () => {
    place.read = () => Promise.reject(new TypeError('salaista'));
    await expect(outside.checkpoint()).rejects.toThrow('the copy of the log cannot be read (failed).');
  });

  it('keeps full tiles and bundles for good, and partial ones until they are full', async () => {
    await outside.keep([tile(0, 0), tile('entries', 0), tile(0, 1, 3)]);
    expect(await outside.names()).toEqual(['tile/0/000', 'tile/0/001.p/3', 'tile/entries/000']);
    expect(place.lasting.sort()).toEqual(['tile/0/000', 'tile/entries/000']);
    await outside.keep([tile(0, 1, 7), tile(0, 1)]);
    await outside.forgetParts(tile(0, 1).address);
    expect(await outside.names()).toEqual(['tile/0/000', 'tile/0/001', 'tile/entries/000']);
    await outside.forgetParts({ level: 0, index: 1, width: 3 });
    expect(await outside.names()).toEqual(['tile/0/000', 'tile/0/001', 'tile/entries/000']);
  });

  it('gives the beginning of a tile from the one that a copy of that size has', async () => {
    await outside.keep([tile(0, 0), tile(0, 1, 44), tile(1, 0, 1)]);
    const read = outside.tilesOf(300);
    expect(await read(0, 0, 256)).toEqual(hashes(256));
    expect(await read(0, 0, 3)).toEqual(hashes(3));
    expect(await read(0, 1, 44)).toEqual(hashes(44));
    expect(await read(0, 1, 1)).toEqual(hashes(1));
    expect(await read(1, 0, 1)).toEqual(hashes(1));
  });

  it('misses what should be there, and names it', async () => {
    await expect(outside.tilesOf(300)(0, 1, 44)).rejects.toThrow(TileMissing);
    await expect(outside.tilesOf(300)(0, 1, 2)).rejects.toThrow('the copy has no tile/0/001.p/44');
    await expect(outside.entries(0, 300)).rejects.toThrow('the copy has no tile/entries/000');
  });

  it('gives a bundle of events, the last one as far as it goes', async () => {
    await outside.keep([tile('entries', 0), tile('entries', 1, 44)]);
    expect((await outside.entries(0, 300)).toString()).toBe('bundle 0');
    expect((await outside.entries(1, 300)).toString()).toBe('bundle 1');
    await expect(outside.entries(1, 301)).rejects.toThrow('the copy has no tile/entries/001.p/45');
  });

  it('forgets the bundles below a leaf, whole ones alone, the oldest first; tiles stay', async () => {
    await outside.keep([0, 1, 2].flatMap(index => [tile('entries', index), tile(0, index)]));
    await outside.forgetEntries(2 * 256 + 255);
    expect(place.removed).toEqual(['tile/entries/000', 'tile/entries/001']);
    expect(await outside.names()).toEqual(['tile/0/000', 'tile/0/001', 'tile/0/002', 'tile/entries/002']);
  });

  it('forgets no further down than what was forgotten before, and nothing at the very beginning', async () => {
    await outside.keep([tile('entries', 0), tile('entries', 2)]);
    await outside.forgetEntries(3 * 256);
    expect(place.removed).toEqual(['tile/entries/002']);
    await outside.forgetEntries(255);
    expect(await outside.names()).toEqual(['tile/entries/000']);
  });

  it('lets go of its place when the server ends', () => {
    outside.onApplicationShutdown();
    expect(place.isClosed).toBe(true);
  });
});
