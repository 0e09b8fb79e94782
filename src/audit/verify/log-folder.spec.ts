import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { LogFolder } from './log-folder.js';

let folder: TemporaryFolder;
let log: LogFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
  log = new LogFolder(folder.path);
});
afterEach(() => folder[Symbol.asyncDispose]());

async function write(name: string, content: string | Buffer): Promise<void> {
  const path = join(folder.path, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

describe('the checkpoint of a folder', () => {
  it('is the file of that name', async () => {
    await write('checkpoint', '— a note\n');

    expect(await log.checkpoint()).toBe('— a note\n');
  });

  it('is missing in what is no export and no copy', async () => {
    const refusal = {
      ...{ kind: 'unavailable', code: 'log-folder-unreadable' },
      message: 'The folder holds no checkpoint, so it is no export or copy of a log.',
    };

    await expect(log.checkpoint()).rejects.toMatchObject(refusal);
    await expect(new LogFolder(join(folder.path, 'none')).checkpoint()).rejects.toMatchObject(refusal);
    await write('file', '');
    await expect(new LogFolder(join(folder.path, 'file')).checkpoint()).rejects.toMatchObject(refusal);
  });

  it('that cannot be read is not taken for one that is missing', async () => {
    await mkdir(join(folder.path, 'checkpoint'));

    await expect(log.checkpoint()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('the verifier keys of a folder', () => {
  it('stand one a line', async () => {
    await write('verifier-keys', 'one\ntwo\n\nthree');

    expect(await log.verifierKeys()).toEqual(['one', 'two', 'three']);
  });

  it('may be missing', async () => {
    expect(await log.verifierKeys()).toEqual([]);
  });
});

describe('the hourly checkpoints of a folder', () => {
  it('come from the oldest on, and nothing else that lies beside them', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `2026-11-24T${String(hour).padStart(2, '0')}`);
    for (const hour of [...hours.slice(12), ...hours.slice(0, 12).reverse()])
      await write(`hourly/${hour}.checkpoint`, hour);
    await write('hourly/2026-11-24T01.checkpoint.part', 'no');
    await write('hourly/README', 'no');

    expect(await log.hourlyCheckpoints()).toEqual(hours);
  });

  it('may be missing', async () => {
    expect(await log.hourlyCheckpoints()).toEqual([]);
  });
});

describe('an hourly checkpoint that is listed and not there', () => {
  it('is an empty note, which is none, and not passed over', async () => {
    await write('hourly/2026-11-24T01.checkpoint', 'one');
    await symlink(join(folder.path, 'gone'), join(folder.path, 'hourly/2026-11-24T00.checkpoint'));

    expect(await log.hourlyCheckpoints()).toEqual(['', 'one']);
  });
});

describe('the tiles of a folder', () => {
  it.each([
    [0, 0, 'tile/0/000'],
    [0, 7, 'tile/0/007'],
    [1, 999, 'tile/1/999'],
    [0, 1000, 'tile/0/x001/000'],
    [0, 1_234_067, 'tile/0/x001/x234/067'],
    [2, 12_000_000_034, 'tile/2/x012/x000/x000/034'],
  ])('of level %i and index %i lie where c2sp.org/tlog-tiles puts them: %s', async (level, index, path) => {
    await write(path, 'hashes');

    expect((await log.tile(level, index, 256))?.toString()).toBe('hashes');
  });

  it('that are not full have their width in the name', async () => {
    await write('tile/0/x001/000.p/17', 'seventeen');
    await write('tile/0/x001/000.p/18', 'eighteen');

    expect((await log.tile(0, 1000, 17))?.toString()).toBe('seventeen');
    expect(await log.tile(0, 1000, 16)).toBeNull();
    expect(await log.tile(0, 1000, 256)).toBeNull();
  });

  it('that are full have no width in the name', async () => {
    await write('tile/0/000.p/256', 'no');

    expect(await log.tile(0, 0, 256)).toBeNull();
  });

  it('may have become full since the checkpoint', async () => {
    await write('tile/0/000', 'full');
    expect((await log.tile(0, 0, 17))?.toString()).toBe('full');

    await write('tile/0/000.p/17', 'partial');
    expect((await log.tile(0, 0, 17))?.toString()).toBe('partial');
    expect((await log.tile(0, 0, 256))?.toString()).toBe('full');
  });

  it('may be missing', async () => {
    expect(await log.tile(0, 0, 256)).toBeNull();
    expect(await log.tile(0, 0, 1)).toBeNull();
  });
});

describe('the entries of a folder', () => {
  /** What stands in a bundle: each entry behind its length. */
  const bundle = (...entries: string[]) =>
    Buffer.concat(entries.flatMap(entry => [Buffer.of(entry.length >> 8, entry.length & 255), Buffer.from(entry)]));
  /** The entries without the byte in front of them. */
  const entries = async (width: number) => (await log.entries(0, width))?.map(entry => entry.toString('utf8', 1));

  it('are those of the bundle, in their order, the empty ones and the long ones too', async () => {
    const long = 'x'.repeat(0x1234);
    await write('tile/entries/000.p/4', bundle('one', '', long, ''));

    expect(await entries(4)).toEqual(['one', '', long, '']);
  });

  it('have a byte of their length in front, which may be overwritten', async () => {
    await write('tile/entries/000.p/1', bundle('one'));
    const [entry] = (await log.entries(0, 1)) ?? [];

    expect(entry?.toString('latin1')).toBe('\u0003one');
  });

  it('end at the width, although the bundle has gone on', async () => {
    await write('tile/entries/000', bundle('one', 'two', 'three'));

    expect(await entries(2)).toEqual(['one', 'two']);
  });

  it.each([
    ['within an entry', bundle('one', 'two').subarray(0, -1)],
    ['within a length', Buffer.concat([bundle('one'), Buffer.of(0)])],
    ['behind a length', Buffer.concat([bundle('one'), Buffer.of(0, 1)])],
  ])('are fewer where the bundle ends %s', async (_, bytes) => {
    await write('tile/entries/000', bytes);

    expect(await entries(256)).toEqual(['one']);
  });

  it('may be missing', async () => {
    expect(await log.entries(0, 256)).toBeNull();
  });
});
