import { describe, expect, it } from '@jest/globals';
import { consistencyFaults, inclusionFaults, smallTrees, type Thoroughness } from './testing/every-proof.js';
import { TreeInMemory } from './testing/tree-in-memory.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.js';
import {
  consistencyProof,
  inclusionProof,
  provesConsistency,
  provesInclusion,
  rootAt,
  split,
  type TileReader,
} from './proofs.js';

/** The leaves of transparency-dev/merkle, testonly/constants.go; the proofs are those of its reference_test.go. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const NODE = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  from0to2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  from2to4: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  from4to6: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  from6to8: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  from0to4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  from4to8: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
} as const;

function treeOf(entries: readonly Buffer[]): TreeInMemory {
  const tree = new TreeInMemory();
  tree.append(entries.map(leafHash));
  return tree;
}

const hex = (hashes: readonly Buffer[]) => hashes.map(hash => hash.toString('hex'));

describe('the proofs of the reference tree', () => {
  const tree = treeOf(LEAVES.map(leaf => Buffer.from(leaf, 'hex')));

  it.each([
    [0, 1, []],
    [0, 2, [NODE.leaf1]],
    [1, 2, [NODE.leaf0]],
    [2, 3, [NODE.from0to2]],
    [1, 5, [NODE.leaf0, NODE.from2to4, NODE.leaf4]],
    [0, 8, [NODE.leaf1, NODE.from2to4, NODE.from4to8]],
    [5, 8, [NODE.leaf4, NODE.from6to8, NODE.from0to4]],
  ])('that leaf %i is in %i are known', async (index, size, known) => {
    expect(hex(await inclusionProof(index, size, tree.read))).toEqual(known);
  });

  it.each([
    [1, 1, []],
    [1, 8, [NODE.leaf1, NODE.from2to4, NODE.from4to8]],
    [2, 5, [NODE.from2to4, NODE.leaf4]],
    [6, 8, [NODE.from4to6, NODE.from6to8, NODE.from0to4]],
  ])('from %i to %i are known', async (earlier, size, known) => {
    expect(hex(await consistencyProof(earlier, size, tree.read))).toEqual(known);
  });
});

describe('every tree up to 256 leaves, against RFC 6962 written down naively', () => {
  const trees = smallTrees(257);
  // test/proofs/main.ts does the whole of it for all sizes.
  const howThorough = (size: number): Thoroughness => ({
    alterations: size <= 48 ? 'each' : 'one a proof',
    from: size <= 100 || size > 254 ? 'tiles' : 'spans',
  });

  it('has the same root', async () => {
    for (let size = 0; size <= 256; size += 1) {
      expect((await rootAt(size, trees.tiled.read)).equals(trees.reference.root(0, size))).toBe(true);
    }
  });

  it('has the same inclusion proof for each leaf, which holds and with anything altered does not', async () => {
    for (let size = 1; size <= 256; size += 1) {
      expect(await inclusionFaults(trees, size, howThorough(size))).toEqual([]);
    }
  });

  it('has the same proof from each earlier size, which holds and with anything altered does not', async () => {
    for (let size = 0; size <= 256; size += 1) {
      expect(await consistencyFaults(trees, size, howThorough(size))).toEqual([]);
    }
  });
});

describe('the verifiers', () => {
  it('accept no proof of a leaf beyond the tree', () => {
    const root = leafHash(Buffer.from('one'));

    expect(provesInclusion(root, { index: 0, size: 1, root }, [])).toBe(true);
    for (const index of [1, -1, 0.5, Number.NaN])
      expect(provesInclusion(root, { index, size: 1, root }, [])).toBe(false);
    expect(provesInclusion(root, { index: 0, size: 0, root }, [])).toBe(false);
  });

  it('accept no longer way up than the tree is high, wherever it leads', () => {
    const [left, leaf] = [leafHash(Buffer.from('one')), leafHash(Buffer.from('two'))];
    const root = nodeHash(left, leaf);

    expect(provesInclusion(leaf, { index: 1, size: 2, root }, [left])).toBe(true);
    expect(provesInclusion(leaf, { index: 0, size: 1, root }, [left])).toBe(false);
  });

  it('accept any tree after the empty one, and no other root for it', () => {
    const later = { size: 1, root: leafHash(Buffer.from('one')) };

    expect(provesConsistency({ size: 0, root: EMPTY_ROOT }, later, [])).toBe(true);
    expect(provesConsistency({ size: 0, root: later.root }, later, [])).toBe(false);
    expect(provesConsistency({ size: 0, root: EMPTY_ROOT }, later, [later.root])).toBe(false);
  });

  it('refuse an empty proof where one is needed', () => {
    const [one, two] = [leafHash(Buffer.from('one')), leafHash(Buffer.from('two'))];

    expect(provesConsistency({ size: 3, root: one }, { size: 5, root: two }, [])).toBe(false);
  });
});

describe('reading tiles for a proof', () => {
  const entries = Array.from({ length: 70_000 }, (_, index) => Buffer.from(`entry ${index}`));
  const tree = treeOf(entries);

  it('asks for each tile once, no further than the tree reaches', async () => {
    const asked: string[] = [];
    const reading: TileReader = (level, index, width) => {
      asked.push(`${level}/${index}`);
      return tree.read(level, index, width);
    };
    await inclusionProof(69_999, 70_000, reading);
    expect(asked.sort()).toEqual(['0/273', '1/1', '2/0']);

    asked.length = 0;
    await consistencyProof(65_537, 70_000, reading);
    expect(asked.sort()).toEqual(['0/256', '0/273', '1/1', '2/0']);
  });

  it('fails where a tile cannot be read', async () => {
    const failing: TileReader = () => Promise.reject(new Error('no tile'));

    await expect(inclusionProof(5, 300, failing)).rejects.toThrow('no tile');
    await expect(rootAt(0, failing)).resolves.toEqual(EMPTY_ROOT);
  });

  it('refuses a leaf and an earlier tree that are not there', () => {
    expect(() => inclusionProof(300, 300, tree.read)).toThrow(RangeError);
    expect(() => consistencyProof(301, 300, tree.read)).toThrow(RangeError);
  });

  it('splits a tile into its hashes', () => {
    const hashes = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

    expect(split(Buffer.concat(hashes))).toEqual(hashes);
  });
});
