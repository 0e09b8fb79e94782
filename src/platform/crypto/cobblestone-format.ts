import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

import { NONCE_BYTES, TAG_BYTES } from './aes-gcm.js';
import { KEY_BYTES } from './derive-key.js';

export const SALT_BYTES = 24;
export const COMMITMENT_BYTES = 32;
export const HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;
export const CHUNK_BYTES = 16_384;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

const MAX_CHUNKS = 2 ** 38;
const INFO_PREFIX = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0');

/** What one message is encrypted with (c2sp.org/chunked-encryption, "Key derivation"). */
export interface MessageSecrets {
  readonly key: KeyObject;
  readonly baseNonce: Buffer;
  readonly commitment: Buffer;
}

/**
 * key || base nonce || commitment = HKDF-Expand with SHA-512 over the prefix, the AEAD's name, the salt and the
 * context. Throws RangeError for an input key that has not 32 bytes.
 */
export function deriveMessage(inputKey: KeyObject, salt: Buffer, context: string): MessageSecrets {
  if (inputKey.symmetricKeySize !== KEY_BYTES) throw new RangeError('the input key of Cobblestone-256 has 32 bytes');
  const secrets = expand(inputKey, Buffer.concat([INFO_PREFIX, salt, Buffer.from(context)]));
  const key = createSecretKey(secrets.subarray(0, KEY_BYTES));
  secrets.fill(0, 0, KEY_BYTES);
  const commitmentAt = KEY_BYTES + NONCE_BYTES;
  return {
    key,
    baseNonce: secrets.subarray(KEY_BYTES, commitmentAt),
    commitment: secrets.subarray(commitmentAt, commitmentAt + COMMITMENT_BYTES),
  };
}

/** HKDF-Expand (RFC 5869 §2.3): two blocks of 64 bytes, of which 76 are used. Node offers it only behind Extract. */
function expand(prk: KeyObject, info: Buffer): Buffer {
  const first = createHmac('sha512', prk)
    .update(info)
    .update(Buffer.from([1]))
    .digest();
  const second = createHmac('sha512', prk)
    .update(first)
    .update(info)
    .update(Buffer.from([2]))
    .digest();
  return Buffer.concat([first, second]);
}

/**
 * The nonce of chunk number `chunk`: the base nonce XOR the number as a 96-bit big-endian integer. Throws RangeError
 * from 2^38 on, where a message ends (4 PiB).
 */
export function chunkNonce(baseNonce: Buffer, chunk: number): Buffer {
  if (chunk >= MAX_CHUNKS) throw new RangeError('a Cobblestone message has at most 2^38 chunks');
  const nonce = Buffer.from(baseNonce);
  // XOR of JavaScript numbers has 32 bits.
  const low = chunk % 2 ** 32;
  const high = (chunk - low) / 2 ** 32;
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ low) >>> 0, 8);
  nonce.writeUInt32BE((nonce.readUInt32BE(4) ^ high) >>> 0, 4);
  return nonce;
}

/** The size in bytes of the encrypted message of `plaintextSizeBytes`. */
export function encryptedSizeBytes(plaintextSizeBytes: number): number {
  const fullChunks = Math.floor(plaintextSizeBytes / CHUNK_BYTES);
  return HEADER_BYTES + plaintextSizeBytes + (fullChunks + 1) * TAG_BYTES;
}

/** How an encrypted message of some size is cut: `fullChunks` of 16,400 bytes, then a last one of 16 to 16,399. */
export interface Chunking {
  readonly fullChunks: number;
  readonly lastChunkBytes: number;
}

/** The one chunking of an encrypted message of `sizeBytes`, or `undefined` where no message has that size. */
export function chunkingOf(sizeBytes: number): Chunking | undefined {
  const bodyBytes = sizeBytes - HEADER_BYTES;
  const fullChunks = Math.floor(bodyBytes / SEALED_CHUNK_BYTES);
  const lastChunkBytes = bodyBytes - fullChunks * SEALED_CHUNK_BYTES;
  const valid = bodyBytes >= TAG_BYTES && lastChunkBytes >= TAG_BYTES && fullChunks < MAX_CHUNKS;
  return valid ? { fullChunks, lastChunkBytes } : undefined;
}
