import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { NoteKeyFile } from '../../platform/crypto/note-key-file.js';
import {
  noteText,
  signedNote,
  WrongNoteKey,
  type NoteSigner,
  type NoteVerifier,
} from '../../platform/crypto/note-keys.js';
import { checkpointText, type Checkpoint } from '../tree/checkpoint.js';

/** Signs checkpoints with every key of the log's key file, and tells who can check them. */
@Injectable()
export class LogKeys {
  readonly #file: NoteKeyFile;
  readonly #wantedOrigin: string | null;

  constructor({ logKeyFile, logOrigin }: Config) {
    this.#file = new NoteKeyFile(logKeyFile);
    this.#wantedOrigin = logOrigin;
  }

  /** The name of a log that begins now; makes its first key. @throws DomainError `log-keys-damaged` */
  async begin(): Promise<string> {
    const name = this.#wantedOrigin ?? `tallenne.local/${randomBytes(8).toString('hex')}`;
    const [signer] = await orDamaged(this.#file.readOrBegin(name));
    return signer.name;
  }

  /** The note of a checkpoint. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async sign(checkpoint: Checkpoint): Promise<string> {
    const signers = await this.#signers();
    return signedNote(checkpointText(checkpoint), signers);
  }

  /** The public side of the keys that sign, newest first, as people hand them on. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async verifierKeys(): Promise<string[]> {
    return (await this.#signers()).map(({ verifier }) => verifier.toString());
  }

  /** The same of all whose signatures are the log's: of retired ones too. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async trustedKeys(): Promise<string[]> {
    return (await this.#verifiers()).map(verifier => verifier.toString());
  }

  /** Whether one of the keys has signed `note`, a retired one also. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async haveSigned(note: string): Promise<boolean> {
    return (await this.#verifiers()).some(verifier => verifier.hasSigned(note));
  }

  /**
   * A note by which the log's keys, which lie outside the database, stand for something that is kept in it.
   * @throws DomainError `log-keys-missing`, `log-keys-damaged`
   */
  async attest(statement: Statement): Promise<string> {
    return signedNote(statementText(statement), await this.#signers());
  }

  /** Whether `note` is one by which they stand for just this. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async haveAttested(statement: Statement, note: string | null | undefined): Promise<boolean> {
    return typeof note === 'string' && noteText(note) === statementText(statement) && (await this.haveSigned(note));
  }

  async #signers(): Promise<readonly NoteSigner[]> {
    return (await orDamaged(this.#file.read())) ?? missing();
  }

  async #verifiers(): Promise<readonly NoteVerifier[]> {
    return (await orDamaged(this.#file.readVerifiers())) ?? missing();
  }
}

function missing(): never {
  throw new DomainError(
    'unavailable',
    'log-keys-missing',
    'TALLENNE_LOG_KEY_FILE: the keys that sign the log are not there; mount the right folder, or restore the file.',
  );
}

/** Something that is so, and of what. */
export interface Statement {
  readonly what: string;
  readonly of: readonly (string | number | null)[];
}

/** No checkpoint reads like it: the name of a log, which is the first line of one, has no space. */
function statementText({ what, of }: Statement): string {
  return `Tallenne: ${what}\n${JSON.stringify(of)}\n`;
}

async function orDamaged<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof WrongNoteKey)) throw cause;
    const sentence = 'TALLENNE_LOG_KEY_FILE: the keys that sign the log are damaged; restore the file.';
    throw new DomainError('unavailable', 'log-keys-damaged', sentence, {}, { cause });
  }
}
