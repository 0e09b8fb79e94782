import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { newId } from '../../kernel/ids.js';
import { CobblestoneWriter } from '../crypto/cobblestone.js';
import { DataKey } from '../crypto/data-key.js';
import { DecryptionFailed } from '../crypto/decryption-failed.js';
import { bytesBelow, temporaryFolder, type TemporaryFolder } from '../crypto/testing/temporary-folder.js';
import { BlobMissing } from './blob-store.js';
import { EncryptedBlob } from './encrypted-blob.js';
import { LocalBlobStore } from './local-blob-store.js';

const KEY = DataKey.generate().audioKey();
const CONTEXT = 'audio/unit';
const MESSAGE = randomBytes(100_000);

describe('an encrypted blob', () => {
  let folder: TemporaryFolder;
  let store: LocalBlobStore;
  let name: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await LocalBlobStore.open(folder.path);
    name = await stored(MESSAGE);
  });

  afterEach(() => folder[Symbol.asyncDispose]());

  const open = (key = KEY, context = CONTEXT) => EncryptedBlob.open(store, name, key, context);

  async function stored(message: Buffer): Promise<string> {
    const blobName = newId(new Date());
    const staged = await store.stage(blobName);
    await pipeline(Readable.from([message]), new CobblestoneWriter(KEY, CONTEXT), staged);
    await staged.commit();
    return blobName;
  }

  async function rewrite(change: (bytes: Buffer) => Buffer): Promise<void> {
    const path = join(folder.path, name.slice(-2), name);
    await writeFile(path, change(await readFile(path)));
  }

  it('gives any range of what was encrypted while it arrived', async () => {
    const blob = await open();

    expect(blob.sizeBytes).toBe(100_000);
    expect((await blob.read(0, 99_999)).equals(MESSAGE)).toBe(true);
    expect(await blob.read(16_380, 16_390)).toEqual(MESSAGE.subarray(16_380, 16_391));
    await expect(blob.read(0, 100_000)).rejects.toThrow(RangeError);
    await blob.close();
  });

  it('may be empty', async () => {
    name = await stored(Buffer.alloc(0));
    const blob = await open();

    expect(blob.sizeBytes).toBe(0);
    await blob.close();
  });

  it('leaves no plaintext on the disk', async () => {
    const bytes = await bytesBelow(folder.path);

    for (let at = 0; at < MESSAGE.length; at += 1_000)
      expect(bytes.includes(MESSAGE.subarray(at, at + 16))).toBe(false);
  });

  it.each([0, 10, 56, 71, 72, 56 + 16_400, 56 + 16_400 + 20, 100_000])(
    'does not open when it was cut to %i bytes, so that its length is never a forged one',
    async sizeBytes => {
      await rewrite(bytes => bytes.subarray(0, sizeBytes));

      await expect(open()).rejects.toThrow(DecryptionFailed);
    },
  );

  it('opens under its key and in its context only', async () => {
    await expect(open(DataKey.generate().audioKey())).rejects.toThrow(DecryptionFailed);
    await expect(open(KEY, 'waveform/unit')).rejects.toThrow(DecryptionFailed);
  });

  it('gives nothing of a damaged extent', async () => {
    await rewrite(bytes =>
      Buffer.concat([bytes.subarray(0, 40_000), Buffer.from([bytes.readUInt8(40_000) ^ 1]), bytes.subarray(40_001)]),
    );
    const blob = await open();

    await expect(blob.read(0, 99_999)).rejects.toThrow(DecryptionFailed);
    expect(await blob.read(0, 10)).toEqual(MESSAGE.subarray(0, 11));
    await blob.close();
  });

  it('says that it is missing', async () => {
    await store.delete(name);

    await expect(open()).rejects.toThrow(BlobMissing);
  });
});
