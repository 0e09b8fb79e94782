import { RightEdge } from '../tree/right-edge.js';
import { hashesAt, TILE_WIDTH } from '../tree/tiles.js';
import { LogDamaged } from './log-damaged.js';
import type { Head } from './log-head.js';

/** A hash of the right edge, with the level that it stands in. */
export interface EdgeHash {
  readonly level: number;
  readonly hash: Buffer;
}

/** Where the right edge of a tree of `size` leaves begins: of each level, the index behind its last full tile. */
export function placesOfEdge(size: number): { readonly level: number; readonly first: number }[] {
  const places: { level: number; first: number }[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    places.push({ level, first: Math.floor(hashesAt(level, size) / TILE_WIDTH) * TILE_WIDTH });
  }
  return places;
}

/**
 * The right edge of the tree that `head` speaks of, from what the database holds of it, in the order of levels and indexes.
 * @throws LogDamaged where it is not whole, or does not give the root
 */
export function edgeOfHead({ size, root }: Pick<Head, 'size' | 'root'>, hashes: readonly EdgeHash[]): RightEdge {
  const rows = placesOfEdge(size).map(({ level }) => hashes.filter(one => one.level === level).map(({ hash }) => hash));
  const edge = edgeOf(size, rows);
  if (!edge.root().equals(root)) throw new LogDamaged('root-differs', size);
  return edge;
}

function edgeOf(size: number, rows: readonly (readonly Buffer[])[]): RightEdge {
  try {
    return new RightEdge(size, rows);
  } catch (cause) {
    throw new LogDamaged('tree-not-whole', size, { cause });
  }
}
