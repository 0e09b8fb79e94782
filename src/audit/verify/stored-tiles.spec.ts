import { describe, expect, it } from '@jest/globals';
import { Findings } from './findings.js';
import type { GrownTile } from './grown-tree.js';
import { hashIn } from './sha256.js';
import { compareTile, StoredTiles } from './stored-tiles.js';

const HASHES = Array.from({ length: 256 }, (_, place) => hashIn(Buffer.alloc(32, place)));
const ROOT = hashIn(Buffer.alloc(32, 'r'));
const bytesOf = (hashes: readonly string[]) => Buffer.from(hashes.join(''), 'latin1');

function tile(level: number, index: number, hashes: readonly string[] = HASHES): GrownTile {
  return { level, index, hashes };
}

function changedAt(...places: number[]): string {
  return HASHES.map((hash, place) => (places.includes(place) ? hashIn(Buffer.alloc(32, 'x')) : hash)).join('');
}

/** What is found of a tile whose hashes are kept as `kept`, where something was found at some leaves before. */
function compared(grown: GrownTile, kept: string, before: readonly number[] = []) {
  const findings = new Findings();
  for (const index of before) findings.add('event-differs', 'before', index);
  compareTile(grown, kept, findings);
  return findings.list().filter(({ sentence }) => sentence !== 'before');
}

function found(sentence: string, leafIndex: number | null = null) {
  return [{ kind: 'tile', sentence, leafIndex, eventId: null }];
}

describe('compareTile', () => {
  it('finds nothing where the hashes are those of the leaves', () => {
    expect(compared(tile(0, 3), HASHES.join(''))).toEqual([]);
  });

  it('names the first leaf whose hash is another', () => {
    expect(compared(tile(0, 3), changedAt(7, 9))).toEqual(
      found('Tile 0/3 has another hash at 7 than its leaves give.', 3 * 256 + 7),
    );
    expect(compared(tile(0, 0), changedAt(0))).toEqual(
      found('Tile 0/0 has another hash at 0 than its leaves give.', 0),
    );
    expect(compared(tile(0, 0), changedAt(255))[0]?.leafIndex).toBe(255);
  });

  it('names no leaf above the leaves', () => {
    expect(compared(tile(1, 3), changedAt(7))).toEqual(found('Tile 1/3 has another hash at 7 than its leaves give.'));
  });

  it('says once what follows from a leaf of which something was found', () => {
    expect(compared(tile(0, 3), changedAt(7, 9), [3 * 256 + 7])).toEqual([]);
    expect(compared(tile(0, 3), changedAt(7, 9), [3 * 256 + 9, 7])).toHaveLength(1);
    expect(compared(tile(1, 0), changedAt(7), [7])).toHaveLength(1);
  });

  it('names the first hash that is missing or cut off', () => {
    expect(compared(tile(0, 0), HASHES.slice(0, 100).join(''))[0]?.leafIndex).toBe(100);
    expect(compared(tile(0, 0), HASHES.join('').slice(0, -1))[0]?.leafIndex).toBe(255);
    expect(compared(tile(0, 0), '')[0]?.leafIndex).toBe(0);
  });

  it('finds a tile that goes on behind its hashes', () => {
    expect(compared(tile(0, 3), `${HASHES.join('')}x`)).toEqual(found('Tile 0/3 is longer than its leaves give.'));
    expect(compared(tile(0, 0, []), 'x', [0])).toEqual(found('Tile 0/0 is longer than its leaves give.'));
  });
});

describe('the tiles that the database keeps', () => {
  const row = (level: number, index: number, kept = HASHES.join(''), root = ROOT) => ({
    ...{ level, index, hashes: bytesOf([kept]), root: bytesOf([root]) },
  });

  function said(kept: ReturnType<typeof row>[], grown: GrownTile, root = ROOT): string[] {
    const findings = new Findings();
    const tiles = new StoredTiles(findings);
    tiles.expect(kept);
    tiles.compare(grown, root);
    return findings.list().map(({ kind, sentence }) => `${kind}: ${sentence}`);
  }

  it('are held each against the one of its level and index', () => {
    const others = [row(1, 3, changedAt(1)), row(0, 1, changedAt(1)), row(0, 31, changedAt(1))];

    expect(said([...others, row(0, 3)], tile(0, 3))).toEqual([]);
    expect(said([row(0, 3), row(1, 3, changedAt(1))], tile(1, 3))).toEqual([
      'tile: Tile 1/3 has another hash at 1 than its leaves give.',
    ]);
  });

  it('are missed', () => {
    expect(said([row(0, 2), row(1, 3)], tile(0, 3))).toEqual(['tile: Tile 0/3 is missing.']);
  });

  it('have the hash over them', () => {
    const other = 'tile: Tile 0/3 has another hash over it than its leaves give.';

    expect(said([row(0, 3)], tile(0, 3), hashIn(Buffer.alloc(32)))).toEqual([other]);
    expect(said([row(0, 3, HASHES.join(''), ROOT.slice(1))], tile(0, 3))).toEqual([other]);
  });

  it('are forgotten when the next are expected', () => {
    const findings = new Findings();
    const tiles = new StoredTiles(findings);
    tiles.expect([row(0, 3)]);
    tiles.expect([row(0, 4)]);
    tiles.compare(tile(0, 3), ROOT);
    tiles.compare(tile(0, 4), ROOT);

    expect(findings.list().map(({ sentence }) => sentence)).toEqual(['Tile 0/3 is missing.']);
  });
});
