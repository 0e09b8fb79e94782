import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/** The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const EMPTY_TREE: Buffer = hash('sha256', '', 'buffer');

const node = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/** The hash of a leaf: SHA-256 over 0x00 and its bytes. `prefixed` has room for the 0x00 in front, which is overwritten. */
export function hashOfLeaf(prefixed: Buffer): Buffer {
  prefixed[0] = 0x00;
  return hash('sha256', prefixed, 'buffer');
}

/** The hash of an inner node: SHA-256 over 0x01 and both children. */
export function hashOfNode(left: Buffer, right: Buffer): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return hash('sha256', node, 'buffer');
}
