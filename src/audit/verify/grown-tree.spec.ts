import { describe, expect, it } from '@jest/globals';
import { earlierCheckpoints } from './checkpoint-note.js';
import { Findings } from './findings.js';
import { GrownTree, type GrownTile } from './grown-tree.js';
import { hashIn, type Hash } from './sha256.js';
import { SmallLog } from './testing/small-log.js';

const LOG = new SmallLog(600);
const leafAt = (index: number): Hash => hashIn(LOG.leafHash(index));

interface Told extends GrownTile {
  readonly root: Hash;
}

/** A tree that was grown from `leaves`, what it told, and what was found on the way. */
function grown(leaves: readonly (Hash | null)[], earlier: readonly string[] = []) {
  const findings = new Findings();
  const told: Told[] = [];
  const tree = new GrownTree(earlierCheckpoints(earlier, [], findings), findings, (tile, root) => {
    told.push({ ...tile, root });
  });
  for (const leaf of leaves) tree.append(leaf);
  return { tree, told, said: findings.list().map(({ kind, sentence }) => `${kind}: ${sentence}`) };
}

function first(size: number): Hash[] {
  return Array.from({ length: size }, (_, index) => leafAt(index));
}

function rewritten(from: number, size: number): string {
  return `not-continued: The log is not a continuation of the checkpoint of size ${size} that was seen before: among its leaves from ${from} on, some were rewritten.`;
}

describe('a tree that grows again', () => {
  it.each([0, 1, 2, 255, 256, 257, 511, 512, 600])('has the root of RFC 6962 at %i leaves', size => {
    expect(grown(first(size)).tree.root()).toBe(hashIn(LOG.root(size)));
  });

  it('tells each tile when it is full, with its hashes and the hash over it', () => {
    expect(grown(first(255)).told).toEqual([]);
    expect(grown(first(600)).told).toEqual(
      [0, 1].map(index => ({
        ...{ level: 0, index, hashes: LOG.tile(0, index).map(hash => hashIn(hash)) },
        root: hashIn(LOG.tile(1, 0)[index] ?? Buffer.alloc(0)),
      })),
    );
  });

  it.each([0, 1, 255, 256, 257, 512, 600])('has its partial tiles at the right edge of %i leaves', size => {
    const log = new SmallLog(size);
    const wanted = [0, 1]
      .map(level => ({ level, index: Math.floor(size / 256 ** (level + 1)) }))
      .map(({ level, index }) => ({ level, index, hashes: log.tile(level, index).map(hash => hashIn(hash)) }));

    expect(grown(first(size)).tree.partialTiles()).toEqual(wanted.filter(({ hashes }) => hashes.length > 0));
  });

  it('fills a tile of the second level at 65,536 leaves', () => {
    const { told, tree } = grown(Array.from({ length: 65_537 }, () => leafAt(0)));

    expect(told.slice(-2).map(({ level, index, hashes }) => [level, index, hashes.length])).toEqual([
      [0, 255, 256],
      [1, 0, 256],
    ]);
    expect(tree.partialTiles()).toEqual([
      { level: 0, index: 256, hashes: [leafAt(0)] },
      { level: 2, index: 0, hashes: [told.at(-1)?.root] },
    ]);
  });

  it('says nothing more of the tree from a leaf on that is lost', () => {
    const { tree, told, said } = grown(
      [...first(300), null, ...first(300)],
      [LOG.signed({ size: 301, root: LOG.root(9) })],
    );

    expect(tree.root()).toBeNull();
    expect(tree.partialTiles()).toEqual([]);
    expect(told).toHaveLength(1);
    expect(said).toEqual([]);
  });
});

describe('held against the checkpoints that were seen', () => {
  it('is a continuation of each of its own', () => {
    const seen = [0, 1, 1, 255, 256, 600].map(size => LOG.checkpoint(size));

    expect(grown(first(600), seen).said).toEqual([]);
  });

  it('is none of one that has another root, and says between which leaves', () => {
    const other = (size: number) => LOG.signed({ size, root: Buffer.alloc(32, 9) });

    expect(grown(first(600), [other(0)]).said).toEqual([rewritten(0, 0)]);
    expect(grown(first(600), [LOG.checkpoint(100), other(300)]).said).toEqual([rewritten(100, 300)]);
    expect(
      grown(first(600), [LOG.checkpoint(100), other(200), other(300), LOG.checkpoint(400), other(600)]).said,
    ).toEqual([...[rewritten(100, 200), rewritten(100, 300), rewritten(400, 600)]]);
  });

  it('is held against two of the same size', () => {
    const two = [LOG.checkpoint(100), LOG.signed({ size: 100, root: LOG.root(99) })];

    expect(grown(first(600), two).said).toEqual([rewritten(100, 100)]);
    expect(grown(first(600), two.reverse()).said).toEqual([rewritten(0, 100)]);
  });

  it('is not held against one that is larger than it: that is another finding', () => {
    expect(grown(first(99), [LOG.signed({ size: 100, root: LOG.root(5) })]).said).toEqual([]);
  });

  it('leaves the list it was given as it is', () => {
    const findings = new Findings();
    const earlier = earlierCheckpoints([LOG.checkpoint(0), LOG.checkpoint(1)], [], findings);
    new GrownTree(earlier, findings, () => undefined).append(leafAt(0));

    expect(earlier).toHaveLength(2);
  });
});
