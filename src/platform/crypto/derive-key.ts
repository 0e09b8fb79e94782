import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

export const KEY_BYTES = 32;

/** What a key may be used for. One key is never used for two things: each use has a key of its own, derived from it. */
export type KeyUse = 'days' | 'units' | 'blind-index' | 'audio' | 'field' | 'fingerprint' | 'tombstones';

/** The 256-bit key for one use of `key`: HKDF-SHA-512 (RFC 5869) without salt, the use as info. */
export function deriveKey(key: KeyObject, use: KeyUse): KeyObject {
  const derived = Buffer.from(hkdfSync('sha512', key, Buffer.alloc(0), `tallenne/v1/${use}`, KEY_BYTES));
  const object = createSecretKey(derived);
  derived.fill(0);
  return object;
}

/** Tells the root key `key` from any other, and nothing about it. */
export function fingerprintOf(key: KeyObject): string {
  return deriveKey(key, 'fingerprint').export().toString('base64url');
}
