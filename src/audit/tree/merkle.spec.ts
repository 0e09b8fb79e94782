import { describe, expect, it } from '@jest/globals';
import { ReferenceTree } from './testing/reference-tree.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.js';
import { consistencySpans, inclusionSpans, joined, nodesOf, rootOf } from './merkle.js';

/** Leaves and roots of transparency-dev/merkle, testonly/constants.go: the reference tree of Certificate Transparency. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const LEAF_HASHES = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = LEAVES.map(leaf => leafHash(Buffer.from(leaf, 'hex')));

describe('the hashes', () => {
  it('of the leaves of the reference tree are known', () => {
    expect(leaves.map(leaf => leaf.toString('hex'))).toEqual(LEAF_HASHES);
  });

  it('of a node are not those of a leaf with the same bytes', () => {
    const [left, right] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

    expect(nodeHash(left, right).equals(leafHash(Buffer.concat([left, right])))).toBe(false);
    expect(nodeHash(left, right).equals(nodeHash(right, left))).toBe(false);
  });
});

describe('rootOf', () => {
  it.each(ROOTS.map((root, size) => [size, root] as const))('gives the known root of %i leaves', (size, root) => {
    expect(rootOf(leaves.slice(0, size)).toString('hex')).toBe(root);
  });

  it('splits any number of leaves up to 300 as RFC 6962 does', () => {
    const entries = Array.from({ length: 300 }, (_, index) => Buffer.from(`entry ${index}`));
    const reference = new ReferenceTree(entries);
    const hashes = entries.map(leafHash);
    for (let size = 0; size <= entries.length; size += 1) {
      expect(rootOf(hashes.slice(0, size)).equals(reference.root(0, size))).toBe(true);
    }
  });
});

describe('joined', () => {
  it('gives the root of a tree from its perfect subtrees, and the empty root from none', () => {
    const [whole, half, one] = [leaves.slice(0, 4), leaves.slice(4, 6), leaves.slice(6, 7)].map(rootOf);

    expect(joined([whole, half, one].filter(hash => hash !== undefined)).toString('hex')).toBe(ROOTS[7]);
    expect(joined([]).equals(EMPTY_ROOT)).toBe(true);
  });
});

describe('nodesOf', () => {
  it('names the perfect subtrees of a span from the left', () => {
    expect(nodesOf({ start: 0, end: 7 })).toEqual([
      { level: 2, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
    expect(nodesOf({ start: 4, end: 6 })).toEqual([{ level: 1, index: 2 }]);
    expect(nodesOf({ start: 3, end: 3 })).toEqual([]);
  });

  it('covers a span without gap or overlap, also of a tree with more leaves than 32 bits count', () => {
    const end = 2 ** 40 + 2 ** 33 + 12_345;
    let at = 0;
    for (const { level, index } of nodesOf({ start: 0, end })) {
      expect(index * 2 ** level).toBe(at);
      at += 2 ** level;
    }
    expect(at).toBe(end);
  });
});

/** The tree of RFC 6962 §2.1.3, by the letters of its figure: which leaves stand under each. */
const FIGURE = {
  b: [1, 2],
  c: [2, 3],
  d: [3, 4],
  f: [5, 6],
  g: [0, 2],
  h: [2, 4],
  i: [4, 6],
  j: [6, 7],
  k: [0, 4],
  l: [4, 7],
} as const;

function spansOf(letters: string): object[] {
  return Object.entries(FIGURE)
    .filter(([letter]) => letters.includes(letter))
    .sort(([one], [other]) => letters.indexOf(one) - letters.indexOf(other))
    .map(([, [start, end]]) => ({ start, end }));
}

describe('inclusionSpans', () => {
  it.each([
    [0, 'bhl'],
    [3, 'cgl'],
    [4, 'fjk'],
    [6, 'ik'],
  ])('gives the audit path of d%i that RFC 6962 §2.1.3 gives: %s', (index, letters) => {
    expect(inclusionSpans(index, 7)).toEqual(spansOf(letters));
  });

  it.each([
    [0, 0],
    [7, 7],
    [-1, 7],
    [0.5, 7],
    [Number.NaN, 7],
  ])('refuses leaf %d of a tree of %i', (index, size) => {
    expect(() => inclusionSpans(index, size)).toThrow(RangeError);
  });
});

describe('consistencySpans', () => {
  it.each([
    [3, 'cdgl'],
    [4, 'l'],
    [6, 'ijk'],
  ])('gives the proof from %i to 7 leaves that RFC 6962 §2.1.3 gives: %s', (earlier, letters) => {
    expect(consistencySpans(earlier, 7)).toEqual(spansOf(letters));
  });

  it('needs no hash for two trees of one size and for an empty one', () => {
    expect(consistencySpans(7, 7)).toEqual([]);
    expect(consistencySpans(0, 7)).toEqual([]);
    expect(consistencySpans(0, 0)).toEqual([]);
  });

  it.each([
    [8, 7],
    [-1, 7],
    [0.5, 7],
    [Number.NaN, 7],
  ])('refuses an earlier size of %d for %i', (earlier, size) => {
    expect(() => consistencySpans(earlier, size)).toThrow(RangeError);
  });
});
