import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

import { DecryptionFailed } from './decryption-failed.js';

export const ALGORITHM = 'aes-256-gcm';
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
export const OPTIONS = { authTagLength: TAG_BYTES };

/**
 * nonce (12) || ciphertext || tag (16) under a random nonce. One key seals at most 2^32 messages (NIST SP 800-38D
 * §8.3). `context` is authenticated, not stored.
 */
export function seal(key: KeyObject, plaintext: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, OPTIONS).setAAD(context);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext of what `seal` made with the same key and context. Throws DecryptionFailed for anything else. */
export function unseal(key: KeyObject, sealed: Buffer, context: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new DecryptionFailed();
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const ciphertext = sealed.subarray(NONCE_BYTES, -TAG_BYTES);
  return decrypt(key, nonce, ciphertext, sealed.subarray(-TAG_BYTES), context);
}

/** The plaintext, once its tag was checked. Throws DecryptionFailed where the tag does not fit. */
export function decrypt(key: KeyObject, nonce: Buffer, ciphertext: Buffer, tag: Buffer, context?: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, nonce, OPTIONS).setAuthTag(tag);
  if (context !== undefined) decipher.setAAD(context);
  const plaintext = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    throw new DecryptionFailed();
  }
  return plaintext;
}
