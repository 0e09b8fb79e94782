import type { KeyObject } from 'node:crypto';

import { HEADER_BYTES, openCobblestone, type CobblestoneReader } from '../crypto/cobblestone.js';
import { DecryptionFailed } from '../crypto/decryption-failed.js';
import { release } from '../crypto/release.js';
import type { BlobStore, OpenBlob } from './blob-store.js';

/** A Cobblestone-256 object in a blob store, opened for reading at any place. Whatever it returns was authenticated. */
export class EncryptedBlob {
  readonly #blob: OpenBlob;
  readonly #reader: CobblestoneReader;

  private constructor(blob: OpenBlob, reader: CobblestoneReader) {
    this.#blob = blob;
    this.#reader = reader;
  }

  /**
   * Opens the blob `name`; close it. Its length is authenticated, by its last chunk. Throws BlobMissing, and
   * DecryptionFailed where the blob is cut or not of this key (`DataKey.audioKey`) and context.
   */
  static async open(store: BlobStore, name: string, key: KeyObject, context: string): Promise<EncryptedBlob> {
    const blob = await store.open(name);
    try {
      return new EncryptedBlob(blob, await readerOf(blob, name, key, context));
    } catch (error) {
      await blob.close();
      throw error;
    }
  }

  /** The size of the plaintext in bytes. */
  get sizeBytes(): number {
    return this.#reader.plaintextSizeBytes;
  }

  /**
   * The plaintext bytes `firstByte` to `lastByte`, both included, in one buffer: ask for an extent at a time. Throws
   * RangeError for bytes beyond the end, DecryptionFailed for damaged ones.
   */
  async read(firstByte: number, lastByte: number): Promise<Buffer> {
    const { offset, length } = this.#reader.chunkRange(firstByte, lastByte);
    const ciphertext = await this.#blob.read(offset, length);
    try {
      return this.#reader.decryptRange(firstByte, lastByte, ciphertext);
    } finally {
      release(ciphertext);
    }
  }

  close(): Promise<void> {
    return this.#blob.close();
  }
}

interface Opened {
  readonly name: string;
  readonly context: string;
  readonly sizeBytes: number;
  readonly reader: CobblestoneReader;
}

/** What was opened with a key, for as long as somebody holds that very key: the key ring forgets it within a minute. */
const opened = new WeakMap<KeyObject, Opened>();

/** Header and size are authenticated once a key: a blob never changes, and whatever is read of it is authenticated again. */
async function readerOf(blob: OpenBlob, name: string, key: KeyObject, context: string): Promise<CobblestoneReader> {
  const { sizeBytes } = blob;
  const known = opened.get(key);
  if (known?.name === name && known.context === context && known.sizeBytes === sizeBytes) return known.reader;
  const reader = await openReader(blob, key, context);
  opened.set(key, { name, context, sizeBytes, reader });
  return reader;
}

async function openReader(blob: OpenBlob, key: KeyObject, context: string): Promise<CobblestoneReader> {
  if (blob.sizeBytes < HEADER_BYTES) throw new DecryptionFailed();
  const reader = openCobblestone(key, context, await blob.read(0, HEADER_BYTES), blob.sizeBytes);
  const { offset, length } = reader.rangeOfChunk(reader.lastChunk);
  reader.decryptChunk(reader.lastChunk, await blob.read(offset, length));
  return reader;
}
