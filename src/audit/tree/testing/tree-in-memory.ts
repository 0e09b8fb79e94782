import { HASH_BYTES } from '../hashes.js';
import type { TileReader } from '../proofs.js';
import { RightEdge, type FullTile } from '../right-edge.js';
import { hashesAt, TILE_WIDTH } from '../tiles.js';

/** A tree that grew through {@link RightEdge}, with its tiles in memory: full ones as they came, partial ones beside them. */
export class TreeInMemory {
  readonly edge = new RightEdge(0, []);
  readonly tiles: FullTile[] = [];
  readonly #full = new Map<string, Buffer>();
  /** Of each level, the hashes behind its last full tile. */
  readonly #rows: Buffer[][] = [];

  get size(): number {
    return this.edge.size;
  }

  /** Of each level, the hashes of its partial tile: what a right edge is read from. */
  get rows(): readonly (readonly Buffer[])[] {
    return this.#rows;
  }

  append(leaves: readonly Buffer[]): void {
    const tiles = this.edge.append(leaves);
    for (const tile of tiles) this.#keep(tile);
    this.#add(0, leaves);
    for (const { level, root } of tiles) this.#add(level + 1, [root]);
  }

  /** The first `width` hashes of a tile. */
  readonly read: TileReader = (level, index, width) => {
    const hashes = this.#full.get(`${level}/${index}`) ?? this.#partial(level, index);
    if (hashes.length < width * HASH_BYTES) return Promise.reject(new Error(`no tile ${level}/${index} of ${width}`));
    return Promise.resolve(hashes.subarray(0, width * HASH_BYTES));
  };

  #keep(tile: FullTile): void {
    this.tiles.push(tile);
    this.#full.set(`${tile.level}/${tile.index}`, tile.hashes);
  }

  #add(level: number, hashes: readonly Buffer[]): void {
    const row = (this.#rows[level] ??= []);
    row.push(...hashes);
    row.splice(0, Math.floor(row.length / TILE_WIDTH) * TILE_WIDTH);
  }

  #partial(level: number, index: number): Buffer {
    const isLast = index === Math.floor(hashesAt(level, this.size) / TILE_WIDTH);
    return isLast ? Buffer.concat(this.#rows[level] ?? []) : Buffer.alloc(0);
  }
}
