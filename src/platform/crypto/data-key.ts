import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';

import { deriveKey, KEY_BYTES } from './derive-key.js';

const SHOWN = '[key]';

/** The random 256-bit key of one custody unit. Prints, serialises and inspects as '[key]'. */
export class DataKey {
  readonly #key: KeyObject;
  #audioKey: KeyObject | undefined;
  #fieldKey: KeyObject | undefined;

  private constructor(bytes: Buffer) {
    this.#key = createSecretKey(bytes);
  }

  /** A new key from the system's random generator. */
  static generate(): DataKey {
    const bytes = randomBytes(KEY_BYTES);
    const key = new DataKey(bytes);
    bytes.fill(0);
    return key;
  }

  /** The key of 32 `bytes`, which stay the caller's to wipe. Throws RangeError for another length. */
  static fromBytes(bytes: Buffer): DataKey {
    if (bytes.length !== KEY_BYTES) throw new RangeError('a data key has 32 bytes');
    return new DataKey(bytes);
  }

  /** The input key of the unit's Cobblestone-256 objects, 32 bytes. The same object at each call. */
  audioKey(): KeyObject {
    return (this.#audioKey ??= deriveKey(this.#key, 'audio'));
  }

  /** The AES-256-GCM key of the unit's personal fields. The same object at each call. */
  fieldKey(): KeyObject {
    return (this.#fieldKey ??= deriveKey(this.#key, 'field'));
  }

  /** The 32 bytes themselves. For a key ring, which wraps them and wipes the buffer. */
  exportBytes(): Buffer {
    return this.#key.export();
  }

  /** Whether `other` is the same key; takes as long for any two keys. */
  equals(other: DataKey): boolean {
    return this.#key.equals(other.#key);
  }

  toJSON(): string {
    return SHOWN;
  }

  toString(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
