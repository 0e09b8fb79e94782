import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { DomainError } from '../../kernel/errors.js';
import { exists, noticingFullStorage, syncFolder, writeFully } from '../files/durable.js';
import { StagedBlob } from './blob-store.js';

const BUFFER_BYTES = 512 * 1024;

/** A blob on its way into a folder, in a file of its own until it gets its name. */
export class LocalStagedBlob extends StagedBlob {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #target: string;
  #sizeBytes = 0;

  private constructor(handle: FileHandle, path: string, target: string) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#handle = handle;
    this.#path = path;
    this.#target = target;
  }

  /** Begins a file in `folder` that will be `target`. A crash from here to the commit leaves the file. */
  static async create(folder: string, target: string): Promise<LocalStagedBlob> {
    const path = join(folder, randomUUID());
    const handle = await noticingFullStorage(() => open(path, 'wx', 0o600));
    return new LocalStagedBlob(handle, path, target);
  }

  async commit(): Promise<{ sizeBytes: number }> {
    if (!this.writableFinished) throw new Error("couldn't commit a blob that has not ended");
    const target = this.#target;
    if (await exists(target)) throw new DomainError('conflict', 'blob-exists', 'There is an object of that name.');
    await noticingFullStorage(() => rename(this.#path, target));
    // A crash here leaves the blob under its name or, after a power cut, in the staging folder. It is whole either way.
    await syncFolder(dirname(target));
    return { sizeBytes: this.#sizeBytes };
  }

  async discard(): Promise<void> {
    if (!this.closed) await new Promise<void>(resolve => this.once('close', resolve).destroy());
    await rm(this.#path, { force: true });
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    settle(this.#append([bytes]), done);
  }

  override _writev(writes: { chunk: Buffer }[], done: (error?: Error) => void): void {
    settle(this.#append(writes.map(({ chunk }) => chunk)), done);
  }

  override _final(done: (error?: Error) => void): void {
    // The bytes before the name: what a name leads to is always whole.
    settle(
      noticingFullStorage(() => this.#handle.sync()),
      done,
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    settle(this.#close(), closing => {
      done(error ?? closing);
    });
  }

  async #append(buffers: readonly Buffer[]): Promise<void> {
    await noticingFullStorage(() => writeFully(this.#handle, buffers, this.#sizeBytes));
    this.#sizeBytes += buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  }

  /** A stream closes itself when it has ended, and then keeps its file for the commit; otherwise nothing stays. */
  async #close(): Promise<void> {
    await this.#handle.close();
    if (!this.writableFinished) await rm(this.#path, { force: true });
  }
}

function settle(work: Promise<void>, done: (error?: Error) => void): void {
  work.then(() => {
    done();
  }, done);
}
