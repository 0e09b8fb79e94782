import { createHash, timingSafeEqual } from 'node:crypto';

/** What is kept of the token of an address: SHA-256. A random 256-bit value needs no salt and no slow hash. */
export function digestOfToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** What is kept of a code of 94 random bits, however somebody types it: capitals, spaces and hyphens do not matter. */
export function digestOfCode(code: string): Buffer {
  const typed = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return createHash('sha256').update(typed, 'utf8').digest();
}

/** Whether `digest` is that of `code`; compares in constant time. */
export function isCodeOf(digest: Uint8Array, code: string): boolean {
  const expected = digestOfCode(code);
  return digest.length === expected.length && timingSafeEqual(digest, expected);
}
