import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { NoteKeyFile } from '../../platform/crypto/note-key-file.js';
import { signedNote, WrongNoteKey, type NoteSigner } from '../../platform/crypto/note-keys.js';
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
    return signer?.name ?? name;
  }

  /** The note of a checkpoint. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async sign(checkpoint: Checkpoint): Promise<string> {
    const signers = await this.#signers();
    return signedNote(checkpointText(checkpoint), signers);
  }

  /** The public keys, newest first, as people hand them on. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async verifierKeys(): Promise<string[]> {
    return (await this.#signers()).map(({ verifier }) => verifier.toString());
  }

  /** Whether one of the keys has signed `note`. @throws DomainError `log-keys-missing`, `log-keys-damaged` */
  async haveSigned(note: string): Promise<boolean> {
    return (await this.#signers()).some(({ verifier }) => verifier.hasSigned(note));
  }

  async #signers(): Promise<readonly NoteSigner[]> {
    const signers = await orDamaged(this.#file.read());
    if (signers) return signers;
    throw new DomainError(
      'unavailable',
      'log-keys-missing',
      'TALLENNE_LOG_KEY_FILE: the keys that sign the log are not there; mount the right folder, or restore the file.',
    );
  }
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
