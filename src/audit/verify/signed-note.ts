import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';
import { DomainError } from '../../kernel/errors.js';

const ED25519 = 0x01;
const ED25519_KEY_BYTES = 32;
const ID_BYTES = 4;
/** SubjectPublicKeyInfo of RFC 8410 up to the key. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A key that can check notes (c2sp.org/signed-note). */
export interface VerifierKey {
  readonly name: string;
  /** The four bytes in front of its signatures. */
  readonly id: Buffer;
  readonly key: KeyObject;
}

/** A note and who signed it. */
export interface CheckedNote {
  /** What was signed; ends in a line feed. */
  readonly text: string;
  readonly signedBy: readonly VerifierKey[];
  /** Keys in whose name there is a signature that is not theirs. */
  readonly forged: readonly VerifierKey[];
}

/**
 * Reads `<name>+<hash>+<base64>`.
 * @throws DomainError `verifier-key-wrong`
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 1 + ED25519_KEY_BYTES || bytes[0] !== ED25519) throw wrongKey();
  const named = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bytes]), 'buffer');
  if (named.toString('hex', 0, ID_BYTES) !== id) throw wrongKey();
  const der = Buffer.concat([SPKI_HEAD, bytes.subarray(1)]);
  return { name, id: named.subarray(0, ID_BYTES), key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Checks each signature of `note` that is of one of `keys`; those of others are passed over. Null for no note. */
export function checkNote(note: string, keys: readonly VerifierKey[]): CheckedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const [text, lines] = [note.slice(0, end + 1), note.slice(end + 2, -1).split('\n')];
  const signatures = lines.map(signatureOf);
  if (!signatures.every(signature => signature !== null)) return null;
  const judged = signatures.flatMap(signature => judge(signature, text, keys));
  const signedBy = judged.filter(({ valid }) => valid).map(({ key }) => key);
  return { text, signedBy, forged: judged.filter(({ valid }) => !valid).map(({ key }) => key) };
}

interface Signature {
  readonly name: string;
  readonly id: Buffer;
  readonly bytes: Buffer;
}

function signatureOf(line: string): Signature | null {
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  if (name === undefined || encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) return null;
  return { name, id: bytes.subarray(0, ID_BYTES), bytes: bytes.subarray(ID_BYTES) };
}

function judge({ name, id, bytes }: Signature, text: string, keys: readonly VerifierKey[]) {
  return keys
    .filter(key => key.name === name && key.id.equals(id))
    .map(key => ({ key, valid: verify(null, Buffer.from(text), key.key, bytes) }));
}

function wrongKey(): DomainError {
  const sentence = 'A verifier key has the form <name>+<hash>+<base64>, and this is none.';
  return new DomainError('invalid', 'verifier-key-wrong', sentence);
}
