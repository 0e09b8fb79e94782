import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { DomainError } from '../../kernel/errors.js';

/** A blob that should be there is not: its row must not exist, or the store has lost it. */
export class BlobMissing extends DomainError {
  constructor() {
    super('unavailable', 'blob-missing', 'The stored object is not there.');
  }
}

/** A blob, as the store lists it. */
export interface StoredBlob {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/**
 * A blob on its way in: write the ciphertext into it, end it, then commit or discard it. Until the commit nobody can read
 * it, nor does its name lead anywhere. If the writing fails or the stream is destroyed, nothing is left behind; what a crash
 * leaves, `BlobStore.sweepStaged` removes.
 */
export abstract class StagedBlob extends Writable {
  /**
   * Gives the ended blob its name, durably. Throws `blob-exists` where there is a blob of that name, `storage-full`
   * where there is no room.
   */
  abstract commit(): Promise<{ sizeBytes: number }>;

  /** Removes what was written. May be repeated. */
  abstract discard(): Promise<void>;
}

/** A blob opened for several reads. */
export interface OpenBlob {
  readonly sizeBytes: number;

  /** Exactly the `length` bytes at `offset`. Throws RangeError beyond `sizeBytes`, BlobMissing where they are lost. */
  read(offset: number, length: number): Promise<Buffer>;

  close(): Promise<void>;
}

/**
 * Holds encrypted objects under opaque names, which are UUIDs. A blob is written once, whole or not at all, and never
 * changed. A name that is not a UUID throws RangeError.
 */
export abstract class BlobStore {
  /** Begins the blob that is to bear `name`. */
  abstract stage(name: string): Promise<StagedBlob>;

  /** Opens a blob for several reads; close it. Throws BlobMissing. */
  abstract open(name: string): Promise<OpenBlob>;

  /** Removes a blob, durably; one that is not there is no error. */
  abstract delete(name: string): Promise<void>;

  /**
   * Removes blobs, each as `delete` does, and looks whether they are gone. Resolves to what went wrong with those that may be
   * there still, by name; the others are certainly not there any more.
   */
  abstract deleteAll(names: readonly string[]): Promise<ReadonlyMap<string, unknown>>;

  /** Whether there is a blob of that name. Throws, rather than deny, while the store itself is out of reach. */
  abstract exists(name: string): Promise<boolean>;

  /** Every blob, in no order. One that comes or goes meanwhile may or may not be listed. */
  abstract list(): AsyncIterable<StoredBlob>;

  /** Removes what was staged more than `olderThanMs` ago and never committed. Resolves to how many that were. */
  abstract sweepStaged(olderThanMs: number): Promise<number>;

  /** Lets go of what the store holds open; nothing is asked of it afterwards. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Stores `bytes` as one blob. Throws as `StagedBlob.commit` and as `bytes` do, and leaves nothing then. */
  async put(name: string, bytes: AsyncIterable<Buffer> | Readable): Promise<{ sizeBytes: number }> {
    const staged = await this.stage(name);
    try {
      await pipeline(bytes, staged);
      return await staged.commit();
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }

  /** Exactly the `length` bytes at `offset` of one blob; throws as `OpenBlob.read` does. */
  async read(name: string, offset: number, length: number): Promise<Buffer> {
    const blob = await this.open(name);
    try {
      return await blob.read(offset, length);
    } finally {
      await blob.close();
    }
  }
}
