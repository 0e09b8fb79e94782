import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '../../kernel/ids.js';
import { linesOf, linesUntilKilled, startChild } from '../crypto/testing/killed-child.js';
import { temporaryFolder, type TemporaryFolder } from '../crypto/testing/temporary-folder.js';
import { BlobMissing, type StoredBlob } from './blob-store.js';
import { LocalBlobStore } from './local-blob-store.js';
import { blobStoreContract } from './testing/blob-store-contract.js';

const CHILD = join(import.meta.dirname, 'testing', 'blob-store-child.ts');

describe('a blob store in a folder', () => {
  let folder: TemporaryFolder;
  let store: LocalBlobStore;

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await LocalBlobStore.open(folder.path);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const pathOf = (name: string) => join(folder.path, name.slice(-2), name);
  const staged = () => readdir(join(folder.path, 'staging'));

  async function stored(bytes: Buffer, name = newId(new Date())): Promise<string> {
    await store.put(name, Readable.from([bytes]));
    return name;
  }

  async function listed(of = store): Promise<StoredBlob[]> {
    const blobs: StoredBlob[] = [];
    for await (const blob of of.list()) blobs.push(blob);
    return blobs;
  }

  blobStoreContract(() => ({
    open: () => LocalBlobStore.open(folder.path),
    staged: async () => (await staged()).length,
  }));

  describe('putting', () => {
    it("leaves files that are their owner's alone", async () => {
      const name = await stored(Buffer.from('x'));

      expect((await stat(pathOf(name))).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder.path, 'staging'))).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder.path, name.slice(-2)))).mode & 0o777).toBe(0o700);
    });
  });

  describe('staging', () => {
    it('sweeps what is old and was never committed', async () => {
      const [old, recent] = [await store.stage(newId(new Date())), await store.stage(newId(new Date()))];
      const [oldName] = await staged();
      for (const blob of [old, recent]) await pipeline(Readable.from([Buffer.from('bytes')]), blob);
      const [first = ''] = (await staged()).filter(name => name === oldName);
      const hourAgo = new Date(Date.now() - 3_600_000);
      await utimes(join(folder.path, 'staging', first), hourAgo, hourAgo);

      expect(await store.sweepStaged(60_000)).toBe(1);
      expect(await staged()).toHaveLength(1);
      expect(await store.sweepStaged(0)).toBe(1);
    });
  });

  describe('reading', () => {
    it('gives no short read where a blob is cut while it is open', async () => {
      const name = await stored(randomBytes(1_000));
      const blob = await store.open(name);
      await truncate(pathOf(name), 500);

      await expect(blob.read(0, 1_000)).rejects.toThrow(BlobMissing);
      await blob.close();
    });

    it('goes on to the end in a blob that is deleted meanwhile', async () => {
      const bytes = randomBytes(1_000);
      const name = await stored(bytes);
      const blob = await store.open(name);
      await store.delete(name);

      expect(await blob.read(0, 1_000)).toEqual(bytes);
      await blob.close();
    });
  });

  describe('deleting', () => {
    it('confirms nothing while the store is out of reach', async () => {
      const name = await stored(Buffer.from('a'));
      await rename(join(folder.path, name.slice(-2)), join(folder.path, 'unmounted'));

      await expect(store.exists(name)).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(store.delete(name)).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('removes many at once, and names those that may be there still', async () => {
      const names = await Promise.all(['a', 'b', 'c', 'd'].map(text => stored(Buffer.from(text))));
      const [gone = '', never, stuck = '', outOfReach = ''] = [names[0], newId(new Date()), names[1], names[2]];
      await rename(pathOf(stuck), join(folder.path, 'aside'));
      await mkdir(join(pathOf(stuck), 'in the way'), { recursive: true });
      await rename(join(folder.path, outOfReach.slice(-2)), join(folder.path, 'unmounted'));
      const failures = await store.deleteAll([gone, never, stuck, outOfReach]);

      expect([...failures.keys()].sort()).toEqual([stuck, outOfReach].sort());
      expect(failures.get(outOfReach)).toMatchObject({ code: 'ENOENT' });
      expect(await store.exists(gone)).toBe(false);
      expect(await store.exists(names[3] ?? '')).toBe(true);
      expect(await store.deleteAll([])).toEqual(new Map());
    });
  });

  describe('names', () => {
    it('that are not UUIDs lead nowhere', async () => {
      await writeFile(join(folder.path, 'x'), 'untouched');
      const id = newId(new Date());

      for (const name of [
        '',
        '.',
        '..',
        'x',
        '../x',
        'staging',
        '/etc/passwd',
        'a\0b',
        `../${id}`,
        `${id}/..`,
        `${id}x`,
      ]) {
        const attempts = [store.stage(name), store.open(name), store.delete(name), store.exists(name)];
        for (const { status, ...rest } of await Promise.allSettled(attempts)) {
          expect([status, rest]).toEqual(['rejected', { reason: expect.any(RangeError) }]);
        }
      }
      expect(await readFile(join(folder.path, 'x'), 'utf8')).toBe('untouched');
    });

    it('in capitals are other names, and refused', async () => {
      await expect(store.open(newId(new Date()).toUpperCase())).rejects.toThrow(RangeError);
    });
  });

  describe('processes that are killed', () => {
    it('leave every acknowledged blob whole, every deletion done, and nothing else but what is swept', async () => {
      const lines: string[] = [];
      const said = (verb: string) => lines.map(line => line.split(' ')).filter(([first]) => first === verb);
      for (let round = 0; round < 6 || (round < 60 && said('deleted').length <= 10); round += 1) {
        const child = startChild(CHILD, [folder.path, 'put-and-delete']);
        lines.push(...(await linesUntilKilled(child, 20 + Math.random() * 150)));
      }
      const hashes = new Map(said('putting').map(([, name = '', hash = '']) => [name, hash]));
      const begun = new Set(said('deleting').map(([, name]) => name));
      const deleted = new Set(said('deleted').map(([, name]) => name));
      const present = new Set((await listed()).map(({ name }) => name));

      expect(deleted.size).toBeGreaterThan(10);
      for (const [, name = ''] of said('put')) if (!begun.has(name)) expect(present).toContain(name);
      for (const name of deleted) expect(present).not.toContain(name);
      for (const name of present) {
        const hash = createHash('sha256')
          .update(await readFile(pathOf(name)))
          .digest('hex');
        expect(hash).toBe(hashes.get(name));
      }
      await store.sweepStaged(0);
      expect(await staged()).toEqual([]);
    });
  });

  describe('a full disk', () => {
    it('refuses what does not fit, leaves nothing of it, and keeps all else', async () => {
      // Files of at most 100 KiB: the system cuts a longer one short, as on a full disk.
      const limited = ['bash', '-c', 'ulimit -f 100 && exec "$@"', 'bash'];
      const lines = await linesOf(startChild(CHILD, [folder.path, 'put-some'], limited));

      expect(lines.filter(line => line.startsWith('refused'))).toEqual([
        'refused storage-full',
        'refused storage-full',
      ]);
      expect((await listed()).map(({ sizeBytes }) => sizeBytes).sort()).toEqual([20_000, 30_000, 40_000]);
      expect(await staged()).toEqual([]);
    });
  });
});
