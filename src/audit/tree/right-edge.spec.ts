import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ReferenceTree } from './testing/reference-tree.js';
import { TreeInMemory } from './testing/tree-in-memory.js';
import { EMPTY_ROOT, leafHash } from './hashes.js';
import { rootOf } from './merkle.js';
import { RightEdge, type FullTile } from './right-edge.js';

const ENTRIES = Array.from({ length: 2000 }, (_, index) => Buffer.from(`entry ${index}`));
const LEAVES = ENTRIES.map(leafHash);
const REFERENCE = new ReferenceTree(ENTRIES);

function rowsOf(size: number): readonly (readonly Buffer[])[] {
  const tree = new TreeInMemory();
  tree.append(LEAVES.slice(0, size));
  return tree.rows;
}

function described(tiles: readonly FullTile[]): string[] {
  return tiles.map(tile => `${tile.level}/${tile.index} ${tile.root.toString('hex')} ${tile.hashes.toString('hex')}`);
}

describe('a right edge', () => {
  it('of nothing has the empty root', () => {
    expect(new RightEdge(0, []).root().equals(EMPTY_ROOT)).toBe(true);
    expect(new RightEdge(0, []).size).toBe(0);
  });

  it('has the root of RFC 6962 after each leaf', () => {
    const edge = new RightEdge(0, []);
    for (const [index, leaf] of LEAVES.slice(0, 600).entries()) {
      edge.append([leaf]);
      if (!edge.root().equals(REFERENCE.root(0, index + 1))) throw new Error(`the root of ${index + 1} differs`);
    }
    expect(edge.size).toBe(600);
  });

  it('gives each tile when it becomes full, with its place, its hashes and the hash over them', () => {
    const edge = new RightEdge(0, []);

    expect(edge.append(LEAVES.slice(0, 255))).toEqual([]);
    const tiles = edge.append(LEAVES.slice(255, 600));
    expect(tiles.map(({ level, index }) => [level, index])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    for (const { index, hashes, root } of tiles) {
      expect(hashes.equals(Buffer.concat(LEAVES.slice(index * 256, (index + 1) * 256)))).toBe(true);
      expect(root.equals(REFERENCE.root(index * 256, (index + 1) * 256))).toBe(true);
    }
  });

  it('grows the same in any batches as at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { maxLength: 8 }), batches => {
        const [edge, tiles] = [new RightEdge(0, []), [] as FullTile[]];
        for (const batch of batches) tiles.push(...edge.append(LEAVES.slice(edge.size, edge.size + batch)));
        const whole = new RightEdge(0, []);
        const wholeTiles = whole.append(LEAVES.slice(0, edge.size));
        expect(described(tiles)).toEqual(described(wholeTiles));
        expect(edge.root().equals(whole.root())).toBe(true);
        expect(edge.root().equals(REFERENCE.root(0, edge.size))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('goes on from its rows as from itself', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (before, more) => {
        const edge = new RightEdge(before, rowsOf(before));
        const tiles = edge.append(LEAVES.slice(before, before + more));
        const whole = new RightEdge(0, []);
        const wholeTiles = whole.append(LEAVES.slice(0, before + more));
        expect(edge.root().equals(whole.root())).toBe(true);
        expect(described(tiles)).toEqual(described(wholeTiles).slice(-tiles.length || wholeTiles.length));
      }),
      { numRuns: 60 },
    );
  });

  it('fills a tile of the next level at 65,536 leaves, and one hash of the level above', () => {
    const edge = new RightEdge(0, []);
    const leaves = Array.from({ length: 65_536 }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
    const tiles = edge.append(leaves);

    expect(tiles.filter(({ level }) => level === 0)).toHaveLength(256);
    expect(tiles.slice(-2).map(({ level, index }) => [level, index])).toEqual([
      [0, 255],
      [1, 0],
    ]);
    expect(edge.root().equals(rootOf(leaves))).toBe(true);
    expect(new RightEdge(65_536, [[], [], [edge.root()]]).root().equals(edge.root())).toBe(true);
  });

  it.each([
    ['a leaf less than the size says', 300, (rows: Buffer[][]) => rows[0]?.pop()],
    ['a leaf more', 300, (rows: Buffer[][]) => rows[0]?.push(Buffer.alloc(32))],
    ['no leaves', 300, (rows: Buffer[][]) => rows.splice(0, 1, [])],
    ['no second level', 300, (rows: Buffer[][]) => rows.splice(1)],
    ['a second level too many', 200, (rows: Buffer[][]) => rows.push([Buffer.alloc(32)])],
    ['a leaf where there is none', 0, (rows: Buffer[][]) => rows.push([Buffer.alloc(32)])],
    ['leaves of a full tile', 256, (rows: Buffer[][]) => rows.splice(0, 1, LEAVES.slice(0, 256))],
    ['a hash that is short', 300, (rows: Buffer[][]) => rows[0]?.splice(0, 1, Buffer.alloc(31))],
    ['an empty hash', 300, (rows: Buffer[][]) => rows[1]?.splice(0, 1, Buffer.alloc(0))],
  ])('refuses rows with %s', (_what, size, damage) => {
    const rows = rowsOf(size).map(row => [...row]);
    expect(new RightEdge(size, rows).size).toBe(size);
    damage(rows);

    expect(() => new RightEdge(size, rows)).toThrow(RangeError);
  });

  it('keeps its own rows, whatever becomes of those it was given', () => {
    const rows = rowsOf(300).map(row => [...row]);
    const edge = new RightEdge(300, rows);
    for (const row of rows) row.length = 0;

    expect(edge.root().equals(REFERENCE.root(0, 300))).toBe(true);
  });
});
