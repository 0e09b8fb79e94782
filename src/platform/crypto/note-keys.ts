import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';

const ALGORITHM_ED25519 = 0x01;
const KEY_BYTES = 32;
const ID_BYTES = 4;
/** DER in front of the 32 bytes of an Ed25519 key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A key file that is not what it should be; the message is for the operator and holds no key. */
export class WrongNoteKey extends Error {}

/** A key that signs notes: Ed25519 of c2sp.org/signed-note. */
export class NoteSigner {
  private constructor(
    /** The key's name: the origin of the log. */
    readonly name: string,
    readonly verifier: NoteVerifier,
    private readonly key: KeyObject,
    private readonly seed: Buffer,
  ) {}

  /**
   * A key from its 32 bytes of chance.
   * @throws WrongNoteKey for a name that a note cannot carry
   */
  static fromSeed(name: string, seed: Buffer): NoteSigner {
    if (!/^[^\s+]+$/.test(name) || seed.length !== KEY_BYTES) throw new WrongNoteKey('the key of the log is damaged');
    const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    return new NoteSigner(name, new NoteVerifier(name, spki.subarray(SPKI.length)), key, seed);
  }

  /** Reads `PRIVATE+KEY+<name>+<id>+<base64>`. @throws WrongNoteKey */
  static parse(line: string): NoteSigner {
    const [, name = '', encoded = ''] = /^PRIVATE\+KEY\+([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    const signer = NoteSigner.fromSeed(name, bytes.subarray(1));
    // Compared whole: id and algorithm must be those of the key, and decoding base64 passes over what is none.
    if (signer.toSecretLine() !== line) throw new WrongNoteKey('the key of the log is damaged');
    return signer;
  }

  /** The line that {@link parse} reads: a secret. */
  toSecretLine(): string {
    const bytes = Buffer.concat([Buffer.from([ALGORITHM_ED25519]), this.seed]);
    return `PRIVATE+KEY+${this.name}+${this.verifier.id.toString('hex')}+${bytes.toString('base64')}`;
  }

  /** The signature line for `text`, which ends in a line feed. */
  signatureLine(text: string): string {
    const signature = sign(null, Buffer.from(text), this.key);
    return `— ${this.name} ${Buffer.concat([this.verifier.id, signature]).toString('base64')}\n`;
  }
}

/** The public side of a key. */
export class NoteVerifier {
  /** The first four bytes of SHA-256 over name, line feed, algorithm and key. */
  readonly id: Buffer;
  readonly #key: KeyObject;
  readonly #bytes: Buffer;

  constructor(
    readonly name: string,
    publicKey: Buffer,
  ) {
    this.#bytes = Buffer.concat([Buffer.from([ALGORITHM_ED25519]), publicKey]);
    const named = Buffer.concat([Buffer.from(`${name}\n`), this.#bytes]);
    this.id = hash('sha256', named, 'buffer').subarray(0, ID_BYTES);
    this.#key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  }

  /** Reads what {@link toString} gives. @throws WrongNoteKey */
  static parse(line: string): NoteVerifier {
    const [, name = '', encoded = ''] = /^([^\s+]+)\+[0-9a-f]{8}\+(\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length !== 1 + KEY_BYTES) throw new WrongNoteKey('the key of the log is damaged');
    const verifier = new NoteVerifier(name, bytes.subarray(1));
    if (verifier.toString() !== line) throw new WrongNoteKey('the key of the log is damaged');
    return verifier;
  }

  /** The verifier key as people hand it on: `<name>+<id>+<base64>`. */
  toString(): string {
    return `${this.name}+${this.id.toString('hex')}+${this.#bytes.toString('base64')}`;
  }

  /** Whether one of the note's signature lines is this key's signature of its text. */
  hasSigned(note: string): boolean {
    const { text, lines } = parts(note);
    return lines.some(line => this.#isSignature(line, text));
  }

  #isSignature(line: string, text: string): boolean {
    const prefix = `— ${this.name} `;
    if (!line.startsWith(prefix)) return false;
    const bytes = Buffer.from(line.slice(prefix.length), 'base64');
    return (
      bytes.subarray(0, ID_BYTES).equals(this.id) &&
      verify(null, Buffer.from(text), this.#key, bytes.subarray(ID_BYTES))
    );
  }
}

/** What the signatures of `note` are over. */
export function noteText(note: string): string {
  return parts(note).text;
}

/** The ids of the keys that `note` bears a signature of, as eight hexadecimal digits each, in its order. */
export function signersOf(note: string): string[] {
  return parts(note)
    .lines.filter(line => line !== '')
    .map(line => Buffer.from(line.slice(line.lastIndexOf(' ') + 1), 'base64').toString('hex', 0, ID_BYTES));
}

/** `text`, which ends in a line feed, as a note with a signature of each key. */
export function signedNote(text: string, signers: readonly NoteSigner[]): string {
  return `${text}\n${signers.map(signer => signer.signatureLine(text)).join('')}`;
}

function parts(note: string): { readonly text: string; readonly lines: readonly string[] } {
  const end = note.lastIndexOf('\n\n');
  return end < 0 ? { text: '', lines: [] } : { text: note.slice(0, end + 1), lines: note.slice(end + 2).split('\n') };
}
