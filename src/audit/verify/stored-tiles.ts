import type { Findings } from './findings.js';
import { TILE_WIDTH, type GrownTile, type OnTile } from './grown-tree.js';
import type { TileRow } from './log-queries.js';
import { HASH_BYTES, hashIn } from './sha256.js';

/** The full tiles as the database keeps them, held against those that the leaves give. */
export class StoredTiles {
  readonly #findings: Findings;
  #tiles = new Map<string, TileRow>();

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Sets what is kept of the tiles that become full next. */
  expect(rows: readonly TileRow[]): void {
    this.#tiles = new Map(rows.map(row => [nameOf(row), row]));
  }

  readonly compare: OnTile = (tile, root) => {
    const kept = this.#tiles.get(nameOf(tile));
    if (!kept) {
      this.#findings.add('tile', `Tile ${nameOf(tile)} is missing.`);
      return;
    }
    compareTile(tile, hashIn(kept.hashes), this.#findings);
    if (hashIn(kept.root) !== root) {
      this.#findings.add('tile', `Tile ${nameOf(tile)} has another hash over it than its leaves give.`);
    }
  };
}

/** Holds the hashes of a tile, one after the other, against those that the leaves give. */
export function compareTile(tile: GrownTile, kept: string, findings: Findings, eventId: string | null = null): void {
  if (kept === tile.hashes.join('')) return;
  const place = tile.hashes.findIndex((hash, at) => kept.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES) !== hash);
  const leafIndex = tile.level === 0 && place >= 0 ? tile.index * TILE_WIDTH + place : null;
  // What follows from a changed leaf needs no finding of its own.
  if (leafIndex !== null && findings.has(leafIndex)) return;
  const where = place < 0 ? 'is longer' : `has another hash at ${place}`;
  findings.add('tile', `Tile ${nameOf(tile)} ${where} than its leaves give.`, leafIndex, eventId);
}

function nameOf({ level, index }: { readonly level: number; readonly index: number }): string {
  return `${level}/${index}`;
}
