import { createHmac, randomBytes } from 'node:crypto';

/** How many codes a person gets at a time. */
export const CODES = 10;
/** Digits and letters without I, L, O and U (Crockford's base 32): none is read as another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHARACTERS = 20;
const GROUP = 5;

/** A new code: 100 random bits as `XXXXX-XXXXX-XXXXX-XXXXX`. */
export function newRecoveryCode(): string {
  // 32 divides 256: each character is as likely as any other.
  const characters = Array.from(randomBytes(CHARACTERS), byte => ALPHABET.charAt(byte % ALPHABET.length));
  return characters.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/**
 * What is kept of a person's code: HMAC-SHA-256, base64url, over the code as it is read rather than typed. It is bound to
 * the person, so that a row that is moved to another person opens nothing.
 */
export function hashRecoveryCode(key: Buffer, staffId: string, typed: string): string {
  return createHmac('sha256', key)
    .update(`${staffId}/${asRead(typed)}`)
    .digest('base64url');
}

function asRead(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
}
