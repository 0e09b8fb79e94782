/** Hashes in a full tile (c2sp.org/tlog-tiles: tiles of height 8). */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;
/** The highest level of tiles that a path may name. */
const MAX_LEVEL = 5;

/** A tile of hashes, or (`level` "entries") a bundle of entries; `width` below 256 for a partial one. */
export interface TileAddress {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** How many hashes stand in `level` of a tree of `size` leaves. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** `tile/<L>/<N>[.p/<W>]`, N in groups of three digits, all but the last with an `x` before (c2sp.org/tlog-tiles). */
export function tilePath({ level, index, width }: TileAddress): string {
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${groupsOf(index)}${partial}`;
}

const PATH = /^(entries|\d)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** Reads what follows `tile/` in a path; null for anything that {@link tilePath} would not write. */
export function parseTilePath(path: string): TileAddress | null {
  const [, level = '', groups = '', width = String(TILE_WIDTH)] = PATH.exec(path) ?? [];
  if (level === '') return null;
  const address = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: Number(width),
  } as const;
  const known = (address.level === 'entries' || address.level <= MAX_LEVEL) && address.width <= TILE_WIDTH;
  return known && tilePath(address) === `tile/${path}` ? address : null;
}

/** Whether a tree of `size` leaves has such a tile: a full one, or exactly the partial one at its right edge. */
export function hasTile({ level, index, width }: TileAddress, size: number): boolean {
  const hashes = hashesAt(level === 'entries' ? 0 : level, size);
  const end = index * TILE_WIDTH + width;
  return width === TILE_WIDTH ? end <= hashes : end === hashes;
}

/** Every tile of a tree of `size` leaves that the tree of `earlier` leaves had not, entries included, from the leaves up. */
export function* tilesSince(earlier: number, size: number): Generator<TileAddress> {
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    for (const address of tilesOfLevel(level, earlier, size)) {
      if (level === 0) yield { ...address, level: 'entries' };
      yield address;
    }
  }
}

function* tilesOfLevel(level: number, earlier: number, size: number): Generator<TileAddress> {
  const [before, now] = [hashesAt(level, earlier), hashesAt(level, size)];
  if (before === now) return;
  for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < now; index += 1) {
    yield { level, index, width: Math.min(TILE_WIDTH, now - index * TILE_WIDTH) };
  }
}

/** Entries as a bundle holds them: each behind its length, two bytes, big-endian. */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap(entry => [lengthOf(entry), entry]));
}

function lengthOf({ length }: Uint8Array): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(length);
  return bytes;
}

function groupsOf(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  return padded.replaceAll(/\d{3}(?=\d)/g, 'x$&/');
}
