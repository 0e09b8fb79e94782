import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/**
 * A SHA-256 hash as a text of 32 letters, one a byte (`latin1`): measured three times faster to make than a Buffer, and
 * compared by `===`.
 */
export type Hash = string;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_TREE: Hash = hash('sha256', '', 'binary');

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/** The hash of the leaf in `bytes` from `start` up to `end`: SHA-256 over 0x00 and it. What stands before it is overwritten. */
export function hashOfLeaf(bytes: Buffer, start: number, end: number): Hash {
  bytes[start - 1] = 0x00;
  return hash('sha256', bytes.subarray(start - 1, end), 'binary');
}

/** The hash of an inner node: SHA-256 over 0x01 and both children. */
export function hashOfNode(left: Hash, right: Hash): Hash {
  node.write(left, 1, HASH_BYTES, 'binary');
  node.write(right, 1 + HASH_BYTES, HASH_BYTES, 'binary');
  return hash('sha256', node, 'binary');
}

/** What is kept as bytes, in the form of a {@link Hash}; no hash that is made is equal to one of another length. */
export function hashIn(bytes: Buffer, start = 0, end = bytes.length): Hash {
  return bytes.toString('latin1', start, end);
}

/** As checkpoints write it. */
export function base64Of(hash: Hash): string {
  return Buffer.from(hash, 'binary').toString('base64');
}
