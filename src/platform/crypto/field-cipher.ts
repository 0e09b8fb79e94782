import { seal, unseal } from './aes-gcm.js';
import type { DataKey } from './data-key.js';
import { DecryptionFailed } from './decryption-failed.js';

const VERSION = Buffer.from([1]);
const BLOCK_BYTES = 32;
const PAD_START = 0x80;

/**
 * A personal field under its unit's key: version (1) || nonce (12) || AES-256-GCM ciphertext || tag (16). The text is
 * padded to a multiple of 32 bytes, so that a short one does not show its length.
 *
 * `context` names the place of the field (unit, row, field name); the sealed bytes open nowhere else.
 */
export function sealField(key: DataKey, context: string, text: string): Buffer {
  return Buffer.concat([VERSION, seal(key.fieldKey(), pad(Buffer.from(text)), associatedData(context))]);
}

/** The text that `sealField` sealed under the same key and context. Throws DecryptionFailed for anything else. */
export function openField(key: DataKey, context: string, sealed: Buffer): string {
  if (!sealed.subarray(0, VERSION.length).equals(VERSION)) throw new DecryptionFailed();
  return unpad(unseal(key.fieldKey(), sealed.subarray(VERSION.length), associatedData(context))).toString();
}

function associatedData(context: string): Buffer {
  return Buffer.concat([VERSION, Buffer.from(context)]);
}

/** A one bit and zeros up to the block (ISO/IEC 7816-4): no text, whatever its bytes, is taken for its padding. */
function pad(bytes: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / BLOCK_BYTES) * BLOCK_BYTES);
  bytes.copy(padded);
  padded[bytes.length] = PAD_START;
  return padded;
}

function unpad(padded: Buffer): Buffer {
  return padded.subarray(0, padded.lastIndexOf(PAD_START));
}
