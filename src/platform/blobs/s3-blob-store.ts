import { isId } from '../../kernel/ids.js';
import { Bucket } from '../s3/bucket.js';
import { versioningOf } from '../s3/bucket-state.js';
import { ObjectStoreFailed, storeFailed } from '../s3/s3-failures.js';
import type { S3Place } from '../s3/s3-place.js';
import { abortUpload, openUploads } from '../s3/uploads.js';
import { BlobMissing, BlobStore, type OpenBlob, type StagedBlob, type StoredBlob } from './blob-store.js';
import { refuseUnlessDeletable } from './refuse-undeletable.js';
import { S3StagedBlob } from './s3-staged-blob.js';

/** How many are asked for at once, of those that were deleted. */
const ASKED_AT_ONCE = 16;

/**
 * Blobs as objects of a bucket, under their names (ADR 0024). What is deleted must be gone: a bucket that keeps what was deleted is refused
 * at the start, and one that does so since then confirms no deletion. Any number of processes may use one bucket.
 */
export class S3BlobStore extends BlobStore {
  readonly #bucket: Bucket;

  private constructor(bucket: Bucket) {
    super();
    this.#bucket = bucket;
  }

  /** @throws DomainError `audio-bucket-refused` for a bucket from which nothing can be deleted for good */
  static async open(place: S3Place): Promise<S3BlobStore> {
    const bucket = new Bucket(place);
    try {
      await refuseUnlessDeletable(bucket);
    } catch (error) {
      bucket.close();
      throw error;
    }
    return new S3BlobStore(bucket);
  }

  stage(name: string): Promise<StagedBlob> {
    return new Promise(resolve => {
      resolve(new S3StagedBlob(this.#bucket, keyOf(name)));
    });
  }

  async open(name: string): Promise<OpenBlob> {
    const found = await this.#bucket.head(keyOf(name));
    if (!found) throw new BlobMissing();
    return new S3Blob(this.#bucket, name, found.sizeBytes);
  }

  async delete(name: string): Promise<void> {
    const failure = (await this.deleteAll([name])).get(name);
    if (failure !== undefined) throw storeFailed(failure);
  }

  async deleteAll(names: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const keys = names.map(keyOf);
    if (keys.length === 0) return new Map();
    const failures = new Map<string, unknown>();
    try {
      for (const [key, error] of await this.#bucket.deleteAll(keys)) failures.set(key, error);
      // Asked afterwards: a bucket never forgets that it has kept versions.
      const keepsVersions = (await versioningOf(this.#bucket)) !== 'off';
      const confirm = keepsVersions ? this.#versionsGone.bind(this) : this.#gone.bind(this);
      for (let first = 0; first < keys.length; first += ASKED_AT_ONCE) {
        const some = keys.slice(first, first + ASKED_AT_ONCE).filter(key => !failures.has(key));
        await Promise.all(some.map(key => confirm(key).catch((error: unknown) => failures.set(key, error))));
      }
    } catch (error) {
      for (const key of keys) failures.set(key, error);
    }
    return failures;
  }

  async exists(name: string): Promise<boolean> {
    return (await this.#bucket.head(keyOf(name))) !== null;
  }

  async *list(): AsyncGenerator<StoredBlob> {
    for await (const { key, sizeBytes, modifiedAt } of this.#bucket.list()) yield { name: key, sizeBytes, modifiedAt };
  }

  async sweepStaged(olderThanMs: number): Promise<number> {
    let swept = 0;
    for await (const upload of openUploads(this.#bucket)) {
      if (Date.now() - upload.begunAt.getTime() < olderThanMs) continue;
      await abortUpload(this.#bucket, upload);
      swept += 1;
    }
    return swept;
  }

  override close(): Promise<void> {
    this.#bucket.close();
    return Promise.resolve();
  }

  async #gone(key: string): Promise<void> {
    if (await this.#bucket.head(key)) throw new ObjectStoreFailed('StillThere', undefined);
  }

  /** Where somebody has let the bucket keep versions, what was deleted is there still, until each version is deleted by itself. */
  async #versionsGone(key: string): Promise<void> {
    for await (const found of this.#bucket.versionsBelow(key)) await this.#bucket.delete(found.key, found.version);
    for await (const { hasBytes } of this.#bucket.versionsBelow(key))
      if (hasBytes) throw new ObjectStoreFailed('StillThere', undefined);
  }
}

class S3Blob implements OpenBlob {
  constructor(
    private readonly bucket: Bucket,
    private readonly key: string,
    readonly sizeBytes: number,
  ) {}

  async read(offset: number, length: number): Promise<Buffer> {
    const inside = offset >= 0 && length >= 0 && offset + length <= this.sizeBytes;
    if (!inside) throw new RangeError('these bytes are not in the blob');
    if (length === 0) return Buffer.alloc(0);
    const bytes = await this.bucket.range(this.key, offset, length, this.sizeBytes);
    if (!bytes) throw new BlobMissing();
    return bytes;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function keyOf(name: string): string {
  if (!isId(name)) throw new RangeError('the name of a blob is a UUID');
  return name;
}
