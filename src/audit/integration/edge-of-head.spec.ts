import { describe, expect, it } from '@jest/globals';
import { leafHash } from '../tree/hashes.js';
import { TreeInMemory } from '../tree/testing/tree-in-memory.js';
import { edgeOfHead, placesOfEdge, type EdgeHash } from './edge-of-head.js';
import { LogDamaged } from './log-damaged.js';
import { headOf } from './log-head.js';

/** A tree of so many leaves, with what the database holds of its right edge. */
function grown(size: number): { head: { size: number; root: Buffer }; hashes: EdgeHash[] } {
  const tree = new TreeInMemory();
  tree.append(Array.from({ length: size }, (_, index) => leafHash(Buffer.from(`leaf ${index}`))));
  const hashes = tree.rows.flatMap((row, level) => row.map(hash => ({ level, hash })));
  return { head: { size, root: tree.edge.root() }, hashes };
}

describe('the right edge of the tree, read from the database', () => {
  it.each([
    [0, []],
    [1, [{ level: 0, first: 0 }]],
    [255, [{ level: 0, first: 0 }]],
    [
      256,
      [
        { level: 0, first: 256 },
        { level: 1, first: 0 },
      ],
    ],
    [
      700,
      [
        { level: 0, first: 512 },
        { level: 1, first: 0 },
      ],
    ],
    [
      65_536,
      [
        { level: 0, first: 65_536 },
        { level: 1, first: 256 },
        { level: 2, first: 0 },
      ],
    ],
  ])('begins, with %d leaves, behind the last full tile of each level', (size, places) => {
    expect(placesOfEdge(size)).toEqual(places);
  });

  it.each([0, 1, 2, 255, 256, 257, 700])('of %d leaves goes on as the tree itself would', size => {
    const { head, hashes } = grown(size);
    const edge = edgeOfHead(head, hashes);
    expect(edge.size).toBe(size);
    edge.append([leafHash(Buffer.from(`leaf ${size}`))]);
    expect(edge.root()).toEqual(grown(size + 1).head.root);
  });

  const damage = (read: () => unknown): unknown => {
    try {
      return read();
    } catch (error) {
      return error;
    }
  };

  it.each([0, 1, 43, 187, 189])('is not whole without hash %d of it, and nothing is built on it', missing => {
    const { head, hashes } = grown(700);
    const error = damage(() => edgeOfHead(head, hashes.toSpliced(missing, 1)));
    expect(error).toBeInstanceOf(LogDamaged);
    expect(error).toMatchObject({
      damage: 'tree-not-whole',
      leafIndex: 700,
      message: 'the log is damaged: tree-not-whole',
    });
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  it.each([0, 43, 189])('gives another root with another hash at %d, and nothing is built on it', changed => {
    const { head, hashes } = grown(700);
    const [one] = hashes.slice(changed);
    const other = { level: one?.level ?? 0, hash: leafHash(Buffer.from('another')) };
    const error = damage(() => edgeOfHead(head, hashes.with(changed, other)));
    expect(error).toMatchObject({ damage: 'root-differs', leafIndex: 700 });
  });
});

describe('the head of the log', () => {
  it('is what its row says', () => {
    const [root, at] = [Buffer.alloc(32, 1), new Date('2026-11-24T07:00:00Z')];
    const row = { origin: 'a log', size: 7, root, checkpoint: 'the note', signed_at: at, pruned_to: 3 };
    expect(headOf(row)).toEqual({ origin: 'a log', size: 7, root, checkpoint: 'the note', signedAt: at, prunedTo: 3 });
  });
});
