import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashes.js';
import { consistencySpans, inclusionSpans, joined, nodesOf, rootOf, type Node, type Span } from './merkle.js';
import { TILE_HEIGHT, TILE_WIDTH } from './tiles.js';

/** Reads the first `width` hashes of a tile. */
export type TileReader = (level: number, index: number, width: number) => Promise<Buffer>;

/** The hashes of the proof that leaf `index` is in the tree of `size` leaves. @throws RangeError for no such leaf */
export function inclusionProof(index: number, size: number, read: TileReader): Promise<Buffer[]> {
  return hashesOf(inclusionSpans(index, size), read);
}

/** The hashes of the proof that the tree of `size` leaves begins with that of `earlier`. @throws RangeError */
export function consistencyProof(earlier: number, size: number, read: TileReader): Promise<Buffer[]> {
  return hashesOf(consistencySpans(earlier, size), read);
}

/** The root of the tree of the first `size` leaves. */
export async function rootAt(size: number, read: TileReader): Promise<Buffer> {
  return joined(await hashesOf([{ start: 0, end: size }], read));
}

/** Whether `proof` leads from the leaf's hash to the root (RFC 9162 §2.1.3.2). */
export function provesInclusion(
  leaf: Buffer,
  { index, size, root }: { readonly index: number; readonly size: number; readonly root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (!(areCounts(index, size) && index < size)) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    const isRight = place % 2 === 1 || place === last;
    hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    if (isRight) while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** A tree that is known by its size and root. */
export interface KnownTree {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether `proof` shows that `later` begins with `earlier` (RFC 9162 §2.1.4.2). */
export function provesConsistency(earlier: KnownTree, later: KnownTree, proof: readonly Buffer[]): boolean {
  if (!areCounts(earlier.size, later.size) || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0) return proof.length === 0 && earlier.root.equals(EMPTY_ROOT);
  const path = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return false;
  let [place, last] = [earlier.size - 1, later.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [old, now] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [old, now] = [nodeHash(sibling, old), nodeHash(sibling, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else now = nodeHash(now, sibling);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && old.equals(earlier.root) && now.equals(later.root);
}

async function hashesOf(spans: readonly Span[], read: TileReader): Promise<Buffer[]> {
  const tiles = new Map<string, WantedTile>();
  const runs = spans.map(span => nodesOf(span).map(node => runOf(node, tiles)));
  return Promise.all(runs.map(async ofSpan => joined(await Promise.all(ofSpan.map(run => hashOf(run, read))))));
}

/** A tile that is read once, as far as the last of the runs reaches into it. */
class WantedTile {
  #width = 0;
  #hashes: Promise<Buffer> | undefined;

  constructor(
    private readonly level: number,
    private readonly index: number,
  ) {}

  reach(end: number): void {
    this.#width = Math.max(this.#width, end);
  }

  /** After every run has said how far it reaches. */
  hashes(read: TileReader): Promise<Buffer> {
    return (this.#hashes ??= read(this.level, this.index, this.#width));
  }
}

/** Neighbours in one tile: the hashes from `start` up to, and without, `end`. */
interface Run {
  readonly tile: WantedTile;
  readonly start: number;
  readonly end: number;
}

/** A perfect subtree is the hash over a run of neighbours in the tile level at or below its own. */
function runOf({ level, index }: Node, tiles: Map<string, WantedTile>): Run {
  const length = 2 ** (level % TILE_HEIGHT);
  const first = index * length;
  const start = first % TILE_WIDTH;
  const [tileLevel, tileIndex] = [Math.floor(level / TILE_HEIGHT), Math.floor(first / TILE_WIDTH)];
  const name = `${tileLevel}/${tileIndex}`;
  const tile = tiles.get(name) ?? new WantedTile(tileLevel, tileIndex);
  tiles.set(name, tile);
  tile.reach(start + length);
  return { tile, start, end: start + length };
}

async function hashOf({ tile, start, end }: Run, read: TileReader): Promise<Buffer> {
  const hashes = await tile.hashes(read);
  return rootOf(split(hashes.subarray(start * HASH_BYTES, end * HASH_BYTES)));
}

/** The hashes of a tile, one by one. */
export function split(hashes: Buffer): Buffer[] {
  return Array.from({ length: hashes.length / HASH_BYTES }, (_, place) =>
    hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}

function areCounts(...numbers: readonly number[]): boolean {
  return numbers.every(number => Number.isSafeInteger(number) && number >= 0);
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}
