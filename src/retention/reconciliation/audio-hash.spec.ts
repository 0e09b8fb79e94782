import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addDays, parseDay } from '../../kernel/calendar.js';
import { newId } from '../../kernel/ids.js';
import { LocalBlobStore } from '../../platform/blobs/local-blob-store.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { FileKeyRing } from '../../platform/crypto/file-key-ring.js';
import { temporaryFolder, type TemporaryFolder } from '../../platform/crypto/testing/temporary-folder.js';
import { audioContext } from '../../recordings/index.js';
import { AudioHash } from './audio-hash.js';
import type { CustodyUnit } from './custody-units.js';

const DAY = parseDay('2030-01-07');
const MIB = 1024 * 1024;

describe('the audio of a unit', () => {
  let folder: TemporaryFolder;
  let store: LocalBlobStore;
  let ring: FileKeyRing;
  let hash: AudioHash;

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await LocalBlobStore.open(join(folder.path, 'blobs'));
    ring = await FileKeyRing.open(join(folder.path, 'keys'), { outsideOf: join(folder.path, 'data') });
    hash = new AudioHash(ring, store);
  });

  afterEach(async () => {
    await ring.close();
    await folder[Symbol.asyncDispose]();
  });

  /** A unit as it is after its audio came in. */
  async function filed(audio: Buffer): Promise<CustodyUnit> {
    const [id, key] = [newId(new Date()), DataKey.generate()];
    const staged = await store.stage(id);
    await pipeline(Readable.from([audio]), new CobblestoneWriter(key.audioKey(), audioContext(id)), staged);
    await staged.commit();
    await ring.create(id, DAY, key);
    const audioSha256 = createHash('sha256').update(audio).digest();
    return { id, kind: 'recording', dueOn: DAY, sizeBytes: audio.length, audioSha256 };
  }

  it.each([0, 1, 100_000, MIB - 1, MIB, MIB + 1, 2 * MIB + 5])('is sound as it came in, of %d bytes', async bytes => {
    expect(await hash.isSound(await filed(randomBytes(bytes)))).toBe(true);
  });

  it('is not sound where it is another than what came in, or nobody knows what came in', async () => {
    const unit = await filed(randomBytes(MIB + 1));
    const other = createHash('sha256').update('other').digest();
    expect(await hash.isSound({ ...unit, audioSha256: other })).toBe(false);
    expect(await hash.isSound({ ...unit, audioSha256: null })).toBe(false);
  });

  it('is not sound where a byte of its blob has turned', async () => {
    const unit = await filed(randomBytes(100_000));
    const path = join(folder.path, 'blobs', unit.id.slice(-2), unit.id);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(50_000) ^ 1, 50_000);
    await writeFile(path, bytes);
    expect(await hash.isSound(unit)).toBe(false);
  });

  it('is neither where its blob or its key is gone', async () => {
    const [unit, other] = [await filed(randomBytes(10)), await filed(randomBytes(10))];
    await store.delete(unit.id);
    await ring.destroy(other.id);
    expect(await hash.isSound(unit)).toBeNull();
    expect(await hash.isSound(other)).toBeNull();
    expect(await hash.isSound({ ...other, dueOn: addDays(DAY, 1) })).toBeNull();
  });

  it('leaves any other failure to who asks', async () => {
    const unit = await filed(randomBytes(10));
    const path = join(folder.path, 'blobs', unit.id.slice(-2), unit.id);
    await store.delete(unit.id);
    await mkdir(path);
    await expect(hash.isSound(unit)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
