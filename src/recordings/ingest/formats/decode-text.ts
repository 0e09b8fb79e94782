import { unreadable } from './unreadable.js';

/** How the letters of a document are written. UTF-8 is taken with and without a mark in front. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The text of `bytes`, without a mark in front. @throws DomainError `document-unreadable` for bytes that are none of it */
export function decodeText(bytes: Buffer, encoding: Encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('encoding');
  }
}
