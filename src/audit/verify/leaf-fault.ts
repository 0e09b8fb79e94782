import type { CanonicalLeaf } from './canonical-leaf.js';
import { fieldNamed } from './leaf-fields.js';

/** Version of the leaf's form that this verifier knows. */
const KNOWN_VERSION = '1';
/** Design §4. */
const MAX_LEAF_BYTES = 16 * 1024;

const VERSION = fieldNamed('v');

/** Reads what stands in `bytes` from `start` up to `end` into `leaf`. Returns what is wrong with it; null for a sound leaf. */
export function faultOf(leaf: CanonicalLeaf, bytes: Buffer, start: number, end: number): string | null {
  const isCanonical = leaf.read(bytes, start, end);
  if (end - start > MAX_LEAF_BYTES) return 'is larger than 16 KiB';
  if (!isCanonical) return 'is not canonical JSON (RFC 8785)';
  return leaf.json(VERSION) === KNOWN_VERSION ? null : 'is of a version that is not known';
}
