import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, isMissing, syncFolder, writeNewFile } from '../files/durable.js';
import { NoteSigner, WrongNoteKey } from './note-keys.js';

const SEED_BYTES = 32;

/** The file that holds the keys of the log's checkpoints, one a line, newest first. Every instance reads the same. */
export class NoteKeyFile {
  constructor(private readonly path: string) {}

  /**
   * The keys, read at each call, so that a rotation needs no restart; null where there is no file.
   * @throws WrongNoteKey
   */
  async read(): Promise<readonly NoteSigner[] | null> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    return text === null ? null : parsed(text);
  }

  /** The keys that are there, or a first one named `name`. Two instances may begin at once: both end with one key. */
  async readOrBegin(name: string): Promise<readonly NoteSigner[]> {
    const there = await this.read();
    if (there) return there;
    const draft = await this.#draft([newSigner(name)]);
    // A crash here leaves a draft that nobody reads.
    await link(draft, this.path).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
    await unlink(draft);
    await syncFolder(dirname(this.path));
    return (await this.read()) ?? [];
  }

  /** Puts a new key of the same name in front; from now on both sign. Returns the new one. */
  async addKey(): Promise<NoteSigner> {
    const signers = await this.#present();
    const added = newSigner(signers[0]?.name ?? '');
    await this.#replace([added, ...signers]);
    return added;
  }

  /** Takes a key away, by the eight hexadecimal digits of its id. @throws WrongNoteKey for the last one and for an unknown one */
  async retireKey(id: string): Promise<void> {
    const signers = await this.#present();
    const kept = signers.filter(({ verifier }) => verifier.id.toString('hex') !== id);
    if (kept.length === signers.length) throw new WrongNoteKey(`the log has no key ${id}`);
    if (kept.length === 0) throw new WrongNoteKey('the log’s only key stays: add a new one first');
    await this.#replace(kept);
  }

  async #present(): Promise<readonly NoteSigner[]> {
    const signers = await this.read();
    if (!signers) throw new WrongNoteKey('the log has no keys yet: start the server once');
    return signers;
  }

  async #replace(signers: readonly NoteSigner[]): Promise<void> {
    const draft = await this.#draft(signers);
    // A crash here leaves the old keys and a draft that nobody reads.
    await rename(draft, this.path);
    await syncFolder(dirname(this.path));
  }

  async #draft(signers: readonly NoteSigner[]): Promise<string> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${randomBytes(6).toString('hex')}`;
    await writeNewFile(draft, Buffer.from(signers.map(signer => `${signer.toSecretLine()}\n`).join('')));
    return draft;
  }
}

function newSigner(name: string): NoteSigner {
  return NoteSigner.fromSeed(name, randomBytes(SEED_BYTES));
}

function parsed(text: string): readonly NoteSigner[] {
  const signers = text
    .trim()
    .split('\n')
    .map(line => NoteSigner.parse(line));
  const names = new Set(signers.map(({ name }) => name));
  if (names.size !== 1) throw new WrongNoteKey('the keys of the log have different names');
  return signers;
}
