import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { CompactRange } from './compact-range.js';
import { EMPTY_TREE, hashOfLeaf, type Hash } from './sha256.js';

function leafAt(index: number): Hash {
  const bytes = Buffer.from(` leaf ${index}`);
  return hashOfLeaf(bytes, 1, bytes.length);
}

/** As RFC 6962 §2.1 says it. */
function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest('binary');
  if (leaves.length === 1) return only;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  const children = rootOf(leaves.slice(0, left)) + rootOf(leaves.slice(left));
  return createHash('sha256').update(`\u0001${children}`, 'latin1').digest('binary');
}

describe('CompactRange', () => {
  it('has the root of RFC 6962 at each size', () => {
    const range = new CompactRange(() => undefined);
    const leaves: Hash[] = [];
    expect(range.root()).toBe(EMPTY_TREE);
    for (let size = 1; size <= 300; size += 1) {
      leaves.push(leafAt(size));
      range.append(leafAt(size));
      expect([size, range.size, range.root()]).toEqual([size, size, rootOf(leaves)]);
    }
  });

  it('tells of each leaf, and of each subtree of a tile’s height when it is whole', () => {
    const told: string[] = [];
    const roots: Hash[] = [];
    const range = new CompactRange((level, index, hash) => {
      if (level > 0) roots.push(hash);
      if (level > 0) told.push(`${level}/${index} at ${range.size + 1}`);
    });
    const leaves = Array.from({ length: 513 }, (_, index) => leafAt(index));
    for (const leaf of leaves) range.append(leaf);
    expect(told).toEqual(['1/0 at 256', '1/1 at 512']);
    expect(roots).toEqual([rootOf(leaves.slice(0, 256)), rootOf(leaves.slice(256, 512))]);
  });

  it('tells of the subtree over 256 tiles', () => {
    const told: string[] = [];
    const range = new CompactRange((level, index) => level === 2 && told.push(`${level}/${index}`));
    for (let index = 0; index < 65_536; index += 1) range.append(EMPTY_TREE);
    expect(told).toEqual(['2/0']);
  });

  it('hashes a leaf behind a zero byte (the vector of certificate-transparency for one empty leaf)', () => {
    expect(Buffer.from(hashOfLeaf(Buffer.alloc(1, 7), 1, 1), 'latin1').toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});
