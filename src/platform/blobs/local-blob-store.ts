import { mkdir, open, readdir, rm, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { isId } from '../../kernel/ids.js';
import { exists, isMissing, readFully, syncFolder } from '../files/durable.js';
import { BlobMissing, BlobStore, type OpenBlob, type StagedBlob, type StoredBlob } from './blob-store.js';
import { LocalStagedBlob } from './local-staged-blob.js';

const FOLDER_MODE = 0o700;
const STAGING = 'staging';
/** Each takes an open file while it is made durable. */
const SHARDS_AT_ONCE = 16;
const SHARDS = Array.from({ length: 256 }, (_, shard) => shard.toString(16).padStart(2, '0'));

/**
 * Blobs as files of a folder, `<xx>/<uuid>`, where `xx` are the last two digits of the UUID: a UUIDv7 begins with its
 * time. Any number of processes may use one folder.
 */
export class LocalBlobStore extends BlobStore {
  readonly #folder: string;

  private constructor(folder: string) {
    super();
    this.#folder = folder;
  }

  /** Opens the store in `folder`, which is made (0700) where there is none, and all its shards with it. */
  static async open(folder: string): Promise<LocalBlobStore> {
    const created = await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    const folders = [STAGING, ...SHARDS].map(inner => join(folder, inner));
    await Promise.all(folders.map(path => mkdir(path, { recursive: true, mode: FOLDER_MODE })));
    await syncFolder(folder);
    // A crash before here leaves some of the folders; the next start makes the others.
    if (created !== undefined) await syncFolder(dirname(created));
    return new LocalBlobStore(folder);
  }

  async stage(name: string): Promise<StagedBlob> {
    return LocalStagedBlob.create(join(this.#folder, STAGING), this.#pathOf(name));
  }

  async open(name: string): Promise<OpenBlob> {
    const path = this.#pathOf(name);
    try {
      const handle = await open(path, 'r');
      return new LocalBlob(handle, (await handle.stat()).size);
    } catch (error) {
      if (isMissing(error)) throw new BlobMissing();
      throw error;
    }
  }

  async delete(name: string): Promise<void> {
    const path = this.#pathOf(name);
    await unlinkIfThere(path);
    // A crash here may, after a power cut, leave the blob. Synced in any case: another's unlink may not be durable yet.
    await syncFolder(dirname(path));
  }

  /** A folder is made durable once for all of its blobs. */
  async deleteAll(names: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const failures = new Map<string, unknown>();
    const shards = [...Map.groupBy(names, name => dirname(this.#pathOf(name)))];
    for (let first = 0; first < shards.length; first += SHARDS_AT_ONCE) {
      const together = shards.slice(first, first + SHARDS_AT_ONCE);
      await Promise.all(together.map(([shard, inside]) => deleteIn(shard, inside, failures)));
    }
    return failures;
  }

  async exists(name: string): Promise<boolean> {
    const path = this.#pathOf(name);
    if (await exists(path)) return true;
    // Without its shard the store is not there, which says nothing about the blob.
    await stat(dirname(path));
    return false;
  }

  async *list(): AsyncGenerator<StoredBlob> {
    for (const shard of SHARDS) {
      for (const name of await readdir(join(this.#folder, shard))) {
        const stats = await stat(join(this.#folder, shard, name)).catch(undefinedIfMissing);
        if (stats !== undefined) yield { name, sizeBytes: stats.size, modifiedAt: stats.mtime };
      }
    }
  }

  async sweepStaged(olderThanMs: number): Promise<number> {
    let swept = 0;
    for (const name of await readdir(join(this.#folder, STAGING))) {
      const path = join(this.#folder, STAGING, name);
      const stats = await stat(path).catch(undefinedIfMissing);
      if (stats === undefined || Date.now() - stats.mtimeMs < olderThanMs) continue;
      await rm(path, { force: true });
      swept += 1;
    }
    return swept;
  }

  #pathOf(name: string): string {
    if (!isId(name)) throw new RangeError('the name of a blob is a UUID');
    return join(this.#folder, name.slice(-2), name);
  }
}

class LocalBlob implements OpenBlob {
  readonly #handle: FileHandle;
  readonly sizeBytes: number;

  constructor(handle: FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.sizeBytes = sizeBytes;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    const inside = offset >= 0 && length >= 0 && offset + length <= this.sizeBytes;
    if (!inside) throw new RangeError('these bytes are not in the blob');
    const bytes = Buffer.allocUnsafe(length);
    if (!(await readFully(this.#handle, bytes, offset))) throw new BlobMissing();
    return bytes;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

async function deleteIn(shard: string, names: readonly string[], failures: Map<string, unknown>): Promise<void> {
  try {
    for (const name of names)
      await unlinkIfThere(join(shard, name)).catch((error: unknown) => failures.set(name, error));
    // A crash here may, after a power cut, leave the blobs. Synced in any case: another's unlinks may not be durable yet.
    await syncFolder(shard);
    for (const name of names) {
      if (!failures.has(name) && (await exists(join(shard, name)))) failures.set(name, new Error('still there'));
    }
    // Without its shard the store is not there, which says nothing about the blobs.
    await stat(shard);
  } catch (error) {
    for (const name of names) failures.set(name, error);
  }
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function undefinedIfMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
