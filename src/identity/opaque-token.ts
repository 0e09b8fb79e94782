import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A new random token: 256 bits, base64url (43 characters). */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept of a token: its SHA-256, base64url. A random 256-bit value needs no salt and no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('base64url');
}

/** Whether `hash` is that of `token`; compares in constant time. */
export function isHashOf(hash: string, token: string): boolean {
  const expected = Buffer.from(hashToken(token));
  const kept = Buffer.from(hash);
  return kept.length === expected.length && timingSafeEqual(kept, expected);
}
