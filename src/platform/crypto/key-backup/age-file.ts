import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter } from 'age-encryption';

import { DomainError } from '../../../kernel/errors.js';
import { errnoOf, exists, noticingFullStorage, syncFolder } from '../../files/durable.js';

/** A file that is written and not named yet. */
export interface UnnamedFile extends AsyncDisposable {
  /** SHA-256 of the encrypted file, in hexadecimal digits. */
  readonly sha256: string;
  /** Gives the file its name. Throws `file-exists`. */
  name(): Promise<void>;
}

/**
 * Encrypts `lines` to an age recipient (`age1...`, age-encryption.org/v1) into a file beside `path`, durably, for its owner alone. A
 * crash leaves a draft, which nobody without the identity can read. Throws `recipient-refused`, `file-exists`,
 * `storage-full`.
 */
export async function writeAgeFile(
  path: string,
  recipient: string,
  lines: AsyncIterable<string>,
): Promise<UnnamedFile> {
  const encrypter = encrypterTo(recipient);
  if (await exists(path)) throw taken();
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`;
  try {
    const sha256 = await noticingFullStorage(() => encryptInto(draft, encrypter, lines));
    return {
      sha256,
      name: () => nameFile(draft, path),
      [Symbol.asyncDispose]: () => rm(draft, { force: true }),
    };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** The lines of the age file `path`, for the identities in `identityFile`. Throws `key-backup-refused` where none opens it. */
export async function readAgeFile(path: string, identityFile: string): Promise<AsyncIterable<string>> {
  const decrypter = new Decrypter();
  const identities = (await readFile(identityFile, 'utf8'))
    .split('\n')
    .filter(line => line.startsWith('AGE-SECRET-KEY-'));
  try {
    for (const identity of identities) decrypter.addIdentity(identity.trim());
    const plaintext = await decrypter.decrypt(webStream(createReadStream(path)));
    return linesOf(plaintext);
  } catch (cause) {
    if (errnoOf(cause) !== undefined) throw cause;
    const sentence = 'The backup cannot be opened: it is no age file, or it was encrypted to another recipient.';
    throw new DomainError('invalid', 'key-backup-refused', sentence, {}, { cause });
  }
}

function encrypterTo(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
    return encrypter;
  } catch (cause) {
    const sentence = '--to: this is not the recipient of an age key (age1...).';
    throw new DomainError('invalid', 'recipient-refused', sentence, {}, { cause });
  }
}

async function encryptInto(draft: string, encrypter: Encrypter, lines: AsyncIterable<string>): Promise<string> {
  const encrypted = await encrypter.encrypt(webStream(Readable.from(lines, { objectMode: true })));
  const hash = createHash('sha256');
  await pipeline(
    encrypted,
    async function* (pieces: AsyncIterable<Uint8Array>) {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    },
    createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return hash.digest('hex');
}

/** The bytes of `readable` as the library wants them. */
function webStream(readable: Readable): ReadableStream<Uint8Array> {
  const reading: AsyncIterator<string | Buffer, undefined> = readable[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value } = await reading.next();
      if (value === undefined) controller.close();
      else controller.enqueue(Uint8Array.from(Buffer.from(value)));
    },
    cancel: () => {
      readable.destroy();
    },
  });
}

/** A line is as long as what one piece of a backup is. Throws `key-backup-damaged` where the file is cut or changed. */
async function* linesOf(plaintext: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const piece of plaintext) {
      const text = rest + decoder.decode(piece, { stream: true });
      rest = text.slice(text.lastIndexOf('\n') + 1);
      yield* text.split('\n').slice(0, -1);
    }
  } catch (cause) {
    throw new DomainError('invalid', 'key-backup-damaged', DAMAGED, {}, { cause });
  }
}

const DAMAGED = 'The backup of the keys is damaged, or is none.';

async function nameFile(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    throw taken();
  }
  // A crash here leaves the file under two names; the draft may be deleted.
  await rm(draft);
  await syncFolder(dirname(path));
}

function taken(): DomainError {
  return new DomainError('conflict', 'file-exists', 'The file exists already: name a new one.');
}

/** SHA-256 of the file `path`, in hexadecimal digits. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
