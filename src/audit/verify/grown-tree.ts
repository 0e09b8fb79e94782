import type { CheckpointNote } from './checkpoint-note.js';
import { CompactRange } from './compact-range.js';
import type { Findings } from './findings.js';
import type { Hash } from './sha256.js';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;

/** A tile as the leaves give it. */
export interface GrownTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Hash[];
}

/** Is told of each tile that is full, lower ones first, and of the hash over it. */
export type OnTile = (tile: GrownTile, root: Hash) => void;

/**
 * The tree that grows again out of its leaves. On its way it gives out the tiles, and holds itself against the checkpoints
 * that were seen when it had their size.
 */
export class GrownTree {
  readonly #range = new CompactRange((level, index, hash) => {
    this.#keep(level, index, hash);
  });
  /** Of each level of tiles, the hashes of the tile that is growing. */
  readonly #rows: Hash[][] = [];
  readonly #earlier: CheckpointNote[];
  readonly #findings: Findings;
  readonly #onTile: OnTile;
  #continues = 0;
  #isWhole = true;

  /** @param earlier from the smallest up */
  constructor(earlier: readonly CheckpointNote[], findings: Findings, onTile: OnTile) {
    this.#earlier = [...earlier];
    this.#findings = findings;
    this.#onTile = onTile;
    this.#meetEarlier();
  }

  /** Adds the next leaf. Null for one that is lost: from there on nothing can be said about the tree. */
  append(leaf: Hash | null): void {
    this.#isWhole &&= leaf !== null;
    if (leaf === null || !this.#isWhole) return;
    this.#range.append(leaf);
    if (this.#earlier[0]?.size === this.#range.size) this.#meetEarlier();
  }

  /** The root; null where leaves are lost. */
  root(): Hash | null {
    return this.#isWhole ? this.#range.root() : null;
  }

  /** The tiles at the right edge that are not full, from the leaves up; none where leaves are lost. */
  partialTiles(): GrownTile[] {
    if (!this.#isWhole) return [];
    return this.#rows.flatMap((hashes, level) => {
      const index = Math.floor(this.#range.size / TILE_WIDTH ** (level + 1));
      return hashes.length === 0 ? [] : [{ level, index, hashes }];
    });
  }

  #keep(level: number, index: number, hash: Hash): void {
    if (level > 0) {
      this.#onTile({ level: level - 1, index, hashes: this.#row(level - 1) }, hash);
      this.#rows[level - 1] = [];
    }
    this.#row(level).push(hash);
  }

  #row(level: number): Hash[] {
    return (this.#rows[level] ??= []);
  }

  #meetEarlier(): void {
    while (this.#earlier[0]?.size === this.#range.size) {
      const { size, root } = this.#earlier[0];
      this.#earlier.shift();
      if (root === this.#range.root()) this.#continues = size;
      else this.#findings.add('not-continued', rewritten(this.#continues, size));
    }
  }
}

function rewritten(from: number, size: number): string {
  return `The log is not a continuation of the checkpoint of size ${size} that was seen before: among its leaves from ${from} on, some were rewritten.`;
}
