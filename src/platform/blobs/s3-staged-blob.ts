import { randomUUID } from 'node:crypto';
import { DomainError } from '../../kernel/errors.js';
import type { Bucket } from '../s3/bucket.js';
import { abortUpload, beginUpload, completeUpload, sendPart, type Upload } from '../s3/uploads.js';
import { StagedBlob } from './blob-store.js';

/** An upload has 10,000 parts at most, so that this is enough for the largest file that a server can be told to take. */
export const PART_BYTES = 8 * 1024 * 1024;
const BUFFER_BYTES = 512 * 1024;

/**
 * A blob on its way into a bucket. What fits into one part waits in memory for the commit; of a longer one each part goes as it is full,
 * and the commit makes an object of them. So at most two parts are in memory.
 */
export class S3StagedBlob extends StagedBlob {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #writeId = randomUUID();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #sizeBytes = 0;
  #upload: Upload | null = null;
  #tags: string[] = [];
  /** A stream that is destroyed does not wait for what it is about. */
  #taking: Promise<void> = Promise.resolve();
  /** The part that goes while the next one fills. */
  #going: Promise<void> = Promise.resolve();

  constructor(bucket: Bucket, key: string) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#bucket = bucket;
    this.#key = key;
  }

  async commit(): Promise<{ sizeBytes: number }> {
    if (!this.writableFinished) throw new Error("couldn't commit a blob that has not ended");
    // Not every store refuses by itself to write where there is an object.
    if (await this.#bucket.head(this.#key)) throw blobExists();
    try {
      await this.#write();
    } catch (error) {
      // The answer to a write may be lost and the write repeated: what bears its id is this very blob.
      if ((await this.#bucket.head(this.#key))?.writeId !== this.#writeId) throw asBlob(error);
    }
    this.#upload = null;
    this.#pending = [];
    return { sizeBytes: this.#sizeBytes };
  }

  async discard(): Promise<void> {
    if (!this.closed) await new Promise<void>(resolve => this.once('close', resolve).destroy());
    await this.#giveUp();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#settle([bytes], done);
  }

  override _writev(writes: { chunk: Buffer }[], done: (error?: Error) => void): void {
    this.#settle(
      writes.map(({ chunk }) => chunk),
      done,
    );
  }

  override _final(done: (error?: Error) => void): void {
    this.#taking = this.#upload ? this.#last() : Promise.resolve();
    settle(this.#taking, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // An upload that cannot be given up now is swept later; why the stream broke is the error to tell.
    const closed = this.writableFinished ? Promise.resolve() : this.#giveUp().catch(() => undefined);
    settle(closed, () => {
      done(error);
    });
  }

  #settle(buffers: readonly Buffer[], done: (error?: Error) => void): void {
    this.#taking = this.#take(buffers);
    settle(this.#taking, done);
  }

  #write(): Promise<void> {
    if (this.#upload) return completeUpload(this.#bucket, this.#upload, this.#tags);
    return this.#bucket.put(this.#key, Buffer.concat(this.#pending), { onlyNew: true, writeId: this.#writeId });
  }

  async #take(buffers: readonly Buffer[]): Promise<void> {
    for (const bytes of buffers) {
      this.#pending.push(bytes);
      this.#pendingBytes += bytes.length;
      this.#sizeBytes += bytes.length;
      if (this.#pendingBytes > PART_BYTES) await this.#send(PART_BYTES);
    }
  }

  /** Every part but the last has the same size, as some stores ask for. */
  async #send(lengthBytes: number): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    const part = bytes.subarray(0, lengthBytes);
    this.#pending = bytes.length > lengthBytes ? [bytes.subarray(lengthBytes)] : [];
    this.#pendingBytes = bytes.length - lengthBytes;
    // A crash from here to the commit leaves an upload that nobody completes: it is swept.
    this.#upload ??= await beginUpload(this.#bucket, this.#key, this.#writeId);
    await this.#going;
    const upload = this.#upload;
    this.#going = sendPart(this.#bucket, upload, this.#tags.length + 1, part).then(tag => void this.#tags.push(tag));
    this.#going.catch(() => undefined); // told by whoever waits for it next
  }

  async #last(): Promise<void> {
    while (this.#pendingBytes > PART_BYTES) await this.#send(PART_BYTES);
    if (this.#pendingBytes > 0) await this.#send(this.#pendingBytes);
    await this.#going;
  }

  /** After the part that is on its way: one that arrives later would stay. */
  async #giveUp(): Promise<void> {
    await this.#taking.catch(() => undefined);
    await this.#going.catch(() => undefined);
    this.#pending = [];
    if (this.#upload) await abortUpload(this.#bucket, this.#upload);
    this.#upload = null;
  }
}

function asBlob(error: unknown): unknown {
  return error instanceof DomainError && error.code === 'object-exists' ? blobExists() : error;
}

function blobExists(): DomainError {
  return new DomainError('conflict', 'blob-exists', 'There is an object of that name.');
}

function settle(work: Promise<void>, done: (error?: Error) => void): void {
  work.then(() => {
    done();
  }, done);
}
