import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../kernel/ids.js';
import { BlobMissing, type BlobStore, type StoredBlob } from '../blob-store.js';

/** A place where one test has its blobs. */
export interface BlobPlace {
  /** Another store on the same place. */
  open(): Promise<BlobStore>;
  /** How many blobs were begun there and neither committed nor discarded, as far as the place itself can tell. */
  staged(): Promise<number>;
}

/** More than one part of an upload, and not a whole number of them. */
const LONG_BYTES = 20_000_123;

/** What every store does; `placeOf` gives the place of the present test, empty. */
export function blobStoreContract(placeOf: () => BlobPlace): void {
  describe('as every store', () => {
    let store: BlobStore;

    beforeEach(async () => {
      store = await placeOf().open();
    });

    afterEach(() => store.close());

    const aName = () => newId(new Date());
    const staged = () => placeOf().staged();

    async function stored(bytes: Buffer, name = aName()): Promise<string> {
      await store.put(name, Readable.from([bytes]));
      return name;
    }

    async function listed(of = store): Promise<StoredBlob[]> {
      const blobs: StoredBlob[] = [];
      for await (const blob of of.list()) blobs.push(blob);
      return blobs;
    }

    /** A source that gives some bytes and then fails. */
    async function* failing(sizeBytes = 100_000): AsyncGenerator<Buffer> {
      yield randomBytes(sizeBytes);
      await Promise.resolve();
      throw new Error('the line was cut');
    }

    it.each([0, 1, 65_536, 3_000_000, 16_777_216, LONG_BYTES])('keeps %i bytes as they came', async sizeBytes => {
      const bytes = randomBytes(sizeBytes);
      const pieces = Array.from({ length: Math.ceil(sizeBytes / 70_000) }, (_, piece) =>
        bytes.subarray(piece * 70_000, (piece + 1) * 70_000),
      );
      const name = aName();

      expect(await store.put(name, Readable.from(pieces))).toEqual({ sizeBytes });
      expect((await store.read(name, 0, sizeBytes)).equals(bytes)).toBe(true);
      expect(await staged()).toBe(0);
    });

    it.each([100_000, LONG_BYTES])(
      'leaves nothing where the source fails after %i bytes, and says why',
      async bytes => {
        await expect(store.put(aName(), failing(bytes))).rejects.toThrow('the line was cut');

        expect(await listed()).toEqual([]);
        expect(await staged()).toBe(0);
      },
    );

    it.each([6, LONG_BYTES])('never replaces a blob, also with one of %i bytes', async sizeBytes => {
      const name = await stored(Buffer.from('first'));

      await expect(stored(randomBytes(sizeBytes), name)).rejects.toMatchObject({ code: 'blob-exists' });
      expect((await store.read(name, 0, 5)).toString()).toBe('first');
      expect(await staged()).toBe(0);
    });

    it('shows nothing until the commit', async () => {
      const name = aName();
      const blob = await store.stage(name);
      await pipeline(Readable.from([Buffer.from('bytes')]), blob);
      expect([await store.exists(name), await listed()]).toEqual([false, []]);

      expect(await blob.commit()).toEqual({ sizeBytes: 5 });
      expect([await store.exists(name), (await listed()).length]).toEqual([true, 1]);
    });

    it('keeps what was committed when it is discarded afterwards', async () => {
      for (const sizeBytes of [5, LONG_BYTES]) {
        const name = aName();
        const blob = await store.stage(name);
        await pipeline(Readable.from([randomBytes(sizeBytes)]), blob);
        await blob.commit();
        await blob.discard();

        expect(await store.exists(name)).toBe(true);
      }
    });

    it('commits nothing that has not ended', async () => {
      const blob = await store.stage(aName());
      blob.write(Buffer.from('half'));

      await expect(blob.commit()).rejects.toThrow('has not ended');
      await blob.discard();
      expect(await staged()).toBe(0);
    });

    it('leaves nothing of what was discarded, ended or not, long or short, once or twice', async () => {
      const [ended, long] = [await store.stage(aName()), await store.stage(aName())];
      const [open, destroyed] = [await store.stage(aName()), await store.stage(aName())];
      const blobs = [ended, long, open, destroyed];
      await pipeline(Readable.from([Buffer.from('bytes')]), ended);
      await pipeline(Readable.from([randomBytes(LONG_BYTES)]), long);
      open.write(Buffer.from('half'));
      destroyed.on('error', () => undefined).destroy(new Error('gone'));
      expect(await staged()).toBeGreaterThan(0);

      for (const blob of [...blobs, ...blobs]) await blob.discard();
      expect([await staged(), await listed()]).toEqual([0, []]);
    });

    it('leaves nothing where the stream is destroyed and nobody discards it', async () => {
      const blob = await store.stage(aName());
      await expect(pipeline(Readable.from(failing(LONG_BYTES)), blob)).rejects.toThrow('the line was cut');
      if (!blob.closed) await new Promise(resolve => blob.once('close', resolve));

      expect(await staged()).toBe(0);
    });

    it('sweeps what was never committed, and leaves what is young', async () => {
      const blob = await store.stage(aName());
      await pipeline(Readable.from([randomBytes(LONG_BYTES)]), blob);

      expect([await store.sweepStaged(3_600_000), await staged()]).toEqual([0, 1]);
      expect([await store.sweepStaged(0), await staged()]).toEqual([1, 0]);
      await blob.discard();
    });

    it('gives exactly the bytes of a range', async () => {
      const bytes = randomBytes(10_000);
      const blob = await store.open(await stored(bytes));

      expect(blob.sizeBytes).toBe(10_000);
      expect(await blob.read(5_000, 100)).toEqual(bytes.subarray(5_000, 5_100));
      expect(await blob.read(10_000, 0)).toHaveLength(0);
      for (const [offset, length] of [
        [9_999, 2],
        [-1, 2],
        [0, 10_001],
        [5, -1],
      ] as const) {
        await expect(blob.read(offset, length)).rejects.toThrow(RangeError);
      }
      await blob.close();
    });

    it('says that a blob is missing', async () => {
      await expect(store.open(aName())).rejects.toThrow(BlobMissing);
      await expect(store.read(aName(), 0, 1)).rejects.toThrow(BlobMissing);
    });

    it('removes one blob, once or twice, and no other', async () => {
      const [gone, kept] = [await stored(Buffer.from('a')), await stored(Buffer.from('b'))];
      await store.delete(gone);
      await store.delete(gone);
      await store.delete(aName());

      expect([await store.exists(gone), await store.exists(kept)]).toEqual([false, true]);
      await expect(store.open(gone)).rejects.toThrow(BlobMissing);
    });

    it('removes many at once', async () => {
      const names = await Promise.all(['a', 'b', 'c'].map(text => stored(Buffer.from(text))));

      expect(await store.deleteAll([...names.slice(0, 2), aName()])).toEqual(new Map());
      expect((await listed()).map(({ name }) => name)).toEqual(names.slice(2));
      expect(await store.deleteAll([])).toEqual(new Map());
    });

    it('names every blob with its size and time, and what another process has put', async () => {
      const other = await placeOf().open();
      const before = Date.now() - 2_000;
      const names = [await stored(Buffer.alloc(5)), await stored(Buffer.alloc(6)), await stored(Buffer.alloc(7))];
      const blobs = (await listed(other)).sort((a, b) => a.sizeBytes - b.sizeBytes);

      expect(blobs.map(blob => [blob.name, blob.sizeBytes])).toEqual(names.map((name, number) => [name, 5 + number]));
      for (const blob of blobs) expect(blob.modifiedAt.getTime()).toBeGreaterThan(before);
      await other.close();
    });

    it('has no names but UUIDs', async () => {
      for (const name of ['', '..', 'x', '../x', 'a\0b', `../${aName()}`, `${aName()}x`, aName().toUpperCase()]) {
        const attempts = [store.stage(name), store.open(name), store.delete(name), store.exists(name)];
        for (const { status, ...rest } of await Promise.allSettled(attempts)) {
          expect([status, rest]).toEqual(['rejected', { reason: expect.any(RangeError) }]);
        }
      }
    });
  });
}
