import { bytesOf } from './base64.js';

/** The exact text of a leaf: canonical JSON in UTF-8, which the API carries as base64. */
export function leafText(base64: string): string {
  return new TextDecoder().decode(bytesOf(base64));
}
