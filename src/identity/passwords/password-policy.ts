import { COMMON_PASSWORDS } from './common-passwords.js';

export const MIN_PASSWORD_CHARACTERS = 12;
export const MAX_PASSWORD_CHARACTERS = 128;

/** Fewest different characters: fewer is one key held down, or a few in turn. */
const MIN_DIFFERENT = 5;

/** Why a new password is not taken. */
export const PASSWORD_FAULTS = ['too-short', 'too-long', 'is-user-name', 'common'] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/**
 * What is wrong with `password` as the new one of `username`; null when nothing is. Length counts for more than kinds of
 * characters, so none are asked for (NIST SP 800-63B §3.1.1.2). Characters are Unicode code points.
 */
export function passwordFault(password: string, username: string): PasswordFault | null {
  const characters = Array.from(password);
  if (characters.length < MIN_PASSWORD_CHARACTERS) return 'too-short';
  if (characters.length > MAX_PASSWORD_CHARACTERS) return 'too-long';
  const folded = fold(password);
  if (folded === fold(username)) return 'is-user-name';
  if (COMMON_PASSWORDS.has(folded) || new Set(folded).size < MIN_DIFFERENT) return 'common';
  return null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
}
