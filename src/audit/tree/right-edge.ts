import { HASH_BYTES } from './hashes.js';
import { joined, rootOf } from './merkle.js';
import { hashesAt, TILE_WIDTH } from './tiles.js';

/** A tile that has become full. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  /** 256 hashes, one after the other. */
  readonly hashes: Buffer;
  /** The hash over them: one entry of the level above. */
  readonly root: Buffer;
}

/** The growing side of a tree: of each level, what has not filled a tile yet. It is all that appending needs. */
export class RightEdge {
  #size: number;
  readonly #rows: Buffer[][];

  /**
   * @param size leaves of the tree
   * @param rows for each level, the hashes of its partial tile
   * @throws RangeError where the rows are not those of such a tree
   */
  constructor(size: number, rows: readonly (readonly Buffer[])[]) {
    this.#size = size;
    this.#rows = rows.map(row => [...row]);
    for (let level = 0; hashesAt(level, size) > 0 || level < rows.length; level += 1) {
      const wanted = hashesAt(level, size) % TILE_WIDTH;
      const row = rows[level] ?? [];
      if (row.length !== wanted || !row.every(isHash)) throw new RangeError(`level ${level} of the tree is not whole`);
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Appends leaf hashes. Returns the tiles that became full, in order. */
  append(leaves: readonly Buffer[]): FullTile[] {
    const full: FullTile[] = [];
    for (const leaf of leaves) {
      this.#size += 1;
      this.#push(0, leaf, full);
    }
    return full;
  }

  /** The root of the whole tree (RFC 6962 §2.1). */
  root(): Buffer {
    return joined(this.#rows.map(rootlets).reverse().flat());
  }

  #push(level: number, hash: Buffer, full: FullTile[]): void {
    const row = (this.#rows[level] ??= []);
    row.push(hash);
    if (row.length < TILE_WIDTH) return;
    const index = hashesAt(level + 1, this.#size) - 1;
    const tile = { level, index, hashes: Buffer.concat(row, TILE_WIDTH * HASH_BYTES), root: rootOf(row) };
    full.push(tile);
    this.#rows[level] = [];
    this.#push(level + 1, tile.root, full);
  }
}

function isHash({ length }: Buffer): boolean {
  return length === HASH_BYTES;
}

/** The hashes of the perfect subtrees that a partial tile is made of, from the left. */
function rootlets(row: readonly Buffer[]): Buffer[] {
  const roots: Buffer[] = [];
  for (let start = 0, width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if ((row.length & width) === 0) continue;
    roots.push(rootOf(row.slice(start, start + width)));
    start += width;
  }
  return roots;
}
