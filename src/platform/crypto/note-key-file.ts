import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { nullFor, nullIfMissing, syncFolder, writeNewFile } from '../files/durable.js';
import { NoteSigner, NoteVerifier, WrongNoteKey } from './note-keys.js';

const SEED_BYTES = 32;
/** How the line of a key begins that signs. */
const SECRET = 'PRIVATE+KEY+';

/** The keys that sign, newest first. */
type Signers = readonly [NoteSigner, ...NoteSigner[]];

/** The keys that sign, and those that have signed and sign no more. */
interface NoteKeys {
  readonly signers: Signers;
  readonly retired: readonly NoteVerifier[];
}

/**
 * The file that holds the keys of the log's checkpoints, one a line, newest first, and behind them the public side of those that are
 * retired: what they have signed stays the log's. Every instance reads the same.
 */
export class NoteKeyFile {
  constructor(private readonly path: string) {}

  /**
   * The keys that sign, read at each call, so that a rotation needs no restart; null where there is no file.
   * @throws WrongNoteKey
   */
  async read(): Promise<Signers | null> {
    return (await this.#read())?.signers ?? null;
  }

  /** The public side of each key, of retired ones too; null where there is no file. @throws WrongNoteKey */
  async readVerifiers(): Promise<readonly NoteVerifier[] | null> {
    const keys = await this.#read();
    return keys && [...keys.signers.map(({ verifier }) => verifier), ...keys.retired];
  }

  async #read(): Promise<NoteKeys | null> {
    const text = await readFile(this.path, 'utf8').catch(nullIfMissing);
    return text === null ? null : parsed(text);
  }

  /**
   * The keys that are there, or a first one named `name`. Two instances may begin at once: both end with one key.
   * @throws WrongNoteKey also where the first one cannot be read afterwards, as where the path is a link that leads nowhere
   */
  async readOrBegin(name: string): Promise<Signers> {
    const there = await this.read();
    if (there) return there;
    const draft = await this.#draft({ signers: [newSigner(name)], retired: [] });
    // A crash here leaves a draft that nobody reads.
    await link(draft, this.path).catch(nullFor(['EEXIST']));
    await unlink(draft);
    await syncFolder(dirname(this.path));
    const begun = await this.read();
    if (!begun) throw new WrongNoteKey('the keys of the log are not where they were begun');
    return begun;
  }

  /** Puts a new key of the same name in front; from now on both sign. Returns the new one. */
  async addKey(): Promise<NoteSigner> {
    const { signers, retired } = await this.#present();
    const added = newSigner(signers[0].name);
    await this.#replace({ signers: [added, ...signers], retired });
    return added;
  }

  /**
   * Lets a key sign no more, by the eight hexadecimal digits of its id: its seed is gone, and its public side stays.
   * @throws WrongNoteKey for the last one and for an unknown one
   */
  async retireKey(id: string): Promise<void> {
    const { signers, retired } = await this.#present();
    const going = signers.find(({ verifier }) => verifier.id.toString('hex') === id);
    if (!going) throw new WrongNoteKey(`the log has no key ${id}`);
    const [newest, ...older] = signers.filter(signer => signer !== going);
    if (!newest) throw new WrongNoteKey('the log’s only key stays: add a new one first');
    await this.#replace({ signers: [newest, ...older], retired: [going.verifier, ...retired] });
  }

  async #present(): Promise<NoteKeys> {
    const keys = await this.#read();
    if (!keys) throw new WrongNoteKey('the log has no keys yet: start the server once');
    return keys;
  }

  async #replace(keys: NoteKeys): Promise<void> {
    const draft = await this.#draft(keys);
    // A crash here leaves the old keys and a draft that nobody reads.
    await rename(draft, this.path);
    await syncFolder(dirname(this.path));
  }

  async #draft({ signers, retired }: NoteKeys): Promise<string> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${randomBytes(6).toString('hex')}`;
    const lines = [...signers.map(signer => signer.toSecretLine()), ...retired.map(verifier => verifier.toString())];
    await writeNewFile(draft, Buffer.from(lines.map(line => `${line}\n`).join('')));
    return draft;
  }
}

function newSigner(name: string): NoteSigner {
  return NoteSigner.fromSeed(name, randomBytes(SEED_BYTES));
}

function parsed(text: string): NoteKeys {
  const lines = text.trim().split('\n');
  const isSecret = (line: string) => line.startsWith(SECRET);
  const [newest, ...older] = lines.filter(isSecret).map(line => NoteSigner.parse(line));
  const retired = lines.filter(line => !isSecret(line)).map(line => NoteVerifier.parse(line));
  if (!newest) throw new WrongNoteKey('the log has no key that signs');
  const signers: Signers = [newest, ...older];
  const names = new Set([...signers, ...retired].map(({ name }) => name));
  if (names.size !== 1) throw new WrongNoteKey('the keys of the log have different names');
  return { signers, retired };
}
