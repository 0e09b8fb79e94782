import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Encrypter } from 'age-encryption';
import { pack, type Pack } from 'tar-stream';
import { DomainError } from '../../../kernel/errors.js';
import { syncFolder } from '../durable.js';
import type { Measured } from '../backup/hashed-copy.js';
import type { ExportSink } from './export-sink.js';

const FOLDER_MODE = 0o700;
const FILE = 'export.tar.age';

/**
 * Writes an export as one tar archive, encrypted to an age recipient (age-encryption.org/v1), into `<folder>/export.tar.age`:
 * nothing of it touches the disk in clear. It is called `export.tar.age.unfinished` until it is whole.
 */
export class AgeTarSink implements ExportSink {
  readonly scratch: string;
  readonly #draft: string;

  private constructor(
    private readonly folder: string,
    private readonly tar: Pack,
    private readonly written: Promise<void>,
  ) {
    this.scratch = join(folder, 'scratch');
    this.#draft = join(folder, `${FILE}.unfinished`);
  }

  /** @throws DomainError `invalid-recipient` */
  static async open(folder: string, recipient: string): Promise<AgeTarSink> {
    const encrypter = new Encrypter();
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw invalidRecipient(cause);
    }
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    const tar = pack();
    const encrypted = await encrypter.encrypt(Readable.toWeb(Readable.from(tar)) as ReadableStream<Uint8Array>);
    const target = createWriteStream(join(folder, `${FILE}.unfinished`), { flags: 'w', mode: 0o600, flush: true });
    const written = pipeline(Readable.fromWeb(encrypted as Parameters<typeof Readable.fromWeb>[0]), target);
    written.catch(() => undefined); // whoever adds or finishes hears of it
    return new AgeTarSink(folder, tar, written);
  }

  async add(name: string, sizeBytes: number, bytes: AsyncIterable<Buffer>): Promise<Measured> {
    const hash = createHash('sha256');
    const entry = this.tar.entry({ name, size: sizeBytes, mode: 0o600 });
    const added = this.#fill(entry, bytes, hash);
    // Where the disk is full nobody reads the archive any more, and writing to it would wait for ever.
    await Promise.race([added, this.written]);
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  async finish(): Promise<void> {
    this.tar.finalize();
    await this.written;
    await rm(this.scratch, { recursive: true, force: true });
    await rename(this.#draft, join(this.folder, FILE));
    await syncFolder(this.folder);
  }

  async discard(): Promise<void> {
    this.tar.destroy();
    await this.written.catch(() => undefined);
    for (const path of [this.scratch, this.#draft]) await rm(path, { recursive: true, force: true });
  }

  async #fill(entry: NodeJS.WritableStream, bytes: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>) {
    for await (const piece of bytes) {
      hash.update(piece);
      if (!entry.write(piece)) await new Promise(resolve => entry.once('drain', resolve));
    }
    entry.end();
    await finished(entry);
  }
}

function invalidRecipient(cause: unknown): DomainError {
  const sentence = '--to: this is not the recipient of an age key (age1...).';
  return new DomainError('invalid', 'invalid-recipient', sentence, {}, { cause });
}
