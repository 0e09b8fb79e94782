import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for each other when heard or read. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 2;
const GROUP_LENGTH = 5;

/** Wrong codes that a link outlives are one fewer: with the fifth it is void. */
export const MOST_CODE_TRIES = 5;

/**
 * The second half of what sets a password, told by another person than the one who made the link: two groups of five
 * characters, 49 bits. With five tries that is one chance in 160 million million.
 */
export function newEnrolmentCode(): string {
  return Array.from({ length: GROUPS }, newGroup).join('-');
}

/** A code as it is compared: people type capitals, spaces, and no hyphen. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function newGroup(): string {
  return Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}
