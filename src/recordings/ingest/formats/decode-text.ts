import { unreadable } from './unreadable.js';

/** How the letters of a document are written. */
export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const UTF8_MARK = Buffer.from('\ufeff');

/**
 * The text of `bytes`, without a mark in front; a mark of UTF-8 goes before what the settings say.
 * @throws DomainError `document-unreadable` for bytes that are none of it
 */
export function decodeText(bytes: Buffer, encoding: Encoding = 'utf-8'): string {
  try {
    const isMarked = bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
    return new TextDecoder(isMarked ? 'utf-8' : encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('encoding');
  }
}
