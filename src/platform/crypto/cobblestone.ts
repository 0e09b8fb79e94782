import { createCipheriv, randomBytes, timingSafeEqual, type CipherGCM, type KeyObject } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

import { ALGORITHM, decrypt, OPTIONS, TAG_BYTES } from './aes-gcm.js';
import {
  CHUNK_BYTES,
  chunkingOf,
  chunkNonce,
  deriveMessage,
  HEADER_BYTES,
  SALT_BYTES,
  SEALED_CHUNK_BYTES,
  type Chunking,
  type MessageSecrets,
} from './cobblestone-format.js';
import { DecryptionFailed } from './decryption-failed.js';
import { release } from './release.js';

export { encryptedSizeBytes, HEADER_BYTES } from './cobblestone-format.js';

/**
 * Encrypts what is written to it as one Cobblestone-256 message (c2sp.org/chunked-encryption) while it arrives, and
 * keeps none of it. The message is whole only when the stream has ended. `key` has 32 bytes (`DataKey.audioKey`),
 * `context` names the unit and the kind of object; the reader needs the same two.
 */
export class CobblestoneWriter extends Transform {
  readonly #secrets: MessageSecrets;
  readonly #header: Buffer;
  #chunk = 0;
  #chunkBytes = 0;
  #cipher: CipherGCM;

  constructor(key: KeyObject, context: string) {
    super();
    const salt = randomBytes(SALT_BYTES);
    this.#secrets = deriveMessage(key, salt, context);
    this.#header = Buffer.concat([salt, this.#secrets.commitment]);
    this.#cipher = this.#startChunk();
  }

  override _construct(done: (error?: Error | null) => void): void {
    this.push(this.#header);
    done();
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    done(null, this.#encrypt(bytes));
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#endChunk());
  }

  #encrypt(bytes: Buffer): Buffer {
    const sealed: Buffer[] = [];
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.subarray(at, at + CHUNK_BYTES - this.#chunkBytes);
      sealed.push(this.#cipher.update(piece));
      at += piece.length;
      this.#chunkBytes += piece.length;
      if (this.#chunkBytes === CHUNK_BYTES) sealed.push(this.#endFullChunk());
    }
    const together = Buffer.concat(sealed);
    sealed.forEach(release);
    return together;
  }

  #endFullChunk(): Buffer {
    const tag = this.#endChunk();
    this.#chunk += 1;
    this.#chunkBytes = 0;
    this.#cipher = this.#startChunk();
    return tag;
  }

  #startChunk(): CipherGCM {
    return createCipheriv(ALGORITHM, this.#secrets.key, chunkNonce(this.#secrets.baseNonce, this.#chunk), OPTIONS);
  }

  #endChunk(): Buffer {
    this.#cipher.final();
    return this.#cipher.getAuthTag();
  }
}

/** Where to read in an encrypted object, in bytes. */
export interface CiphertextRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Opens the Cobblestone-256 message that begins with `header` (its first 56 bytes) and is `sizeBytes` long as stored.
 * Throws DecryptionFailed where the header is not of this key and context, or no message has that size.
 *
 * The size comes from the store and is trusted only after the last chunk was decrypted: do that before telling it.
 */
export function openCobblestone(key: KeyObject, context: string, header: Buffer, sizeBytes: number): CobblestoneReader {
  const chunking = chunkingOf(sizeBytes);
  if (header.length !== HEADER_BYTES || chunking === undefined) throw new DecryptionFailed();
  const secrets = deriveMessage(key, header.subarray(0, SALT_BYTES), context);
  if (!timingSafeEqual(secrets.commitment, header.subarray(SALT_BYTES))) throw new DecryptionFailed();
  return new CobblestoneReader(secrets, chunking);
}

/** Random access to one encrypted message. Whatever it returns was authenticated. */
export class CobblestoneReader {
  readonly #secrets: MessageSecrets;
  readonly #chunking: Chunking;

  constructor(secrets: MessageSecrets, chunking: Chunking) {
    this.#secrets = secrets;
    this.#chunking = chunking;
  }

  /** The size of the message in bytes, authenticated once the last chunk was decrypted. */
  get plaintextSizeBytes(): number {
    return this.#chunking.fullChunks * CHUNK_BYTES + this.#chunking.lastChunkBytes - TAG_BYTES;
  }

  /** The number of the last chunk, which is shorter than the others and may be empty. */
  get lastChunk(): number {
    return this.#chunking.fullChunks;
  }

  /** Where chunk number `chunk` lies. Throws RangeError for a chunk that the message has not. */
  rangeOfChunk(chunk: number): CiphertextRange {
    return { offset: HEADER_BYTES + chunk * SEALED_CHUNK_BYTES, length: this.#sealedBytes(chunk) };
  }

  /**
   * Where the whole chunks lie that hold the plaintext bytes `firstByte` to `lastByte`, both included. Throws RangeError
   * for bytes that the message has not.
   */
  chunkRange(firstByte: number, lastByte: number): CiphertextRange {
    if (!(firstByte >= 0 && firstByte <= lastByte && lastByte < this.plaintextSizeBytes)) {
      throw new RangeError('these bytes are not in the message');
    }
    const first = this.rangeOfChunk(Math.floor(firstByte / CHUNK_BYTES));
    const last = this.rangeOfChunk(Math.floor(lastByte / CHUNK_BYTES));
    return { offset: first.offset, length: last.offset + last.length - first.offset };
  }

  /** The plaintext of chunk number `chunk`, given all of its stored bytes. Throws DecryptionFailed for any others. */
  decryptChunk(chunk: number, ciphertext: Buffer): Buffer {
    if (ciphertext.length !== this.#sealedBytes(chunk)) throw new DecryptionFailed();
    const nonce = chunkNonce(this.#secrets.baseNonce, chunk);
    return decrypt(this.#secrets.key, nonce, ciphertext.subarray(0, -TAG_BYTES), ciphertext.subarray(-TAG_BYTES));
  }

  /**
   * The plaintext bytes `firstByte` to `lastByte`, both included, given the stored bytes of
   * `chunkRange(firstByte, lastByte)`. Throws DecryptionFailed, and returns nothing, where one chunk does not fit.
   */
  decryptRange(firstByte: number, lastByte: number, ciphertext: Buffer): Buffer {
    if (ciphertext.length !== this.chunkRange(firstByte, lastByte).length) throw new DecryptionFailed();
    const plaintext = Buffer.allocUnsafe(lastByte - firstByte + 1);
    let chunk = Math.floor(firstByte / CHUNK_BYTES);
    for (let at = 0; at < ciphertext.length; at += SEALED_CHUNK_BYTES, chunk += 1) {
      const opened = this.decryptChunk(chunk, ciphertext.subarray(at, at + SEALED_CHUNK_BYTES));
      const chunkStart = chunk * CHUNK_BYTES - firstByte;
      opened.copy(plaintext, Math.max(0, chunkStart), Math.max(0, -chunkStart));
      release(opened);
    }
    return plaintext;
  }

  #sealedBytes(chunk: number): number {
    if (!(chunk >= 0 && chunk <= this.lastChunk)) throw new RangeError('this chunk is not in the message');
    return chunk === this.lastChunk ? this.#chunking.lastChunkBytes : SEALED_CHUNK_BYTES;
  }
}
