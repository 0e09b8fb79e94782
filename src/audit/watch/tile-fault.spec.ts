import { describe, expect, it } from '@jest/globals';
import { leafHash } from '../tree/hashes.js';
import { TILE_WIDTH } from '../tree/tiles.js';
import { faultOfPlace, type TilePlace } from './tile-fault.js';

const leaves = Array.from({ length: TILE_WIDTH }, (_, place) => Buffer.from(`{"n":${place}}`));

/** A place of the second tile of a log, all as it was written. */
function place(at: number, over: Partial<TilePlace> = {}): TilePlace {
  const leaf = leaves[at] ?? Buffer.alloc(0);
  return {
    index: TILE_WIDTH + at,
    event_id: `event ${at}`,
    hash: leafHash(leaf),
    leaf,
    in_tile: leafHash(leaf),
    pruned: false,
    ...over,
  };
}

describe('a place of a full tile', () => {
  it('is in order, each of them, where event, leaf and tile agree', () => {
    expect(leaves.flatMap((_, at) => faultOfPlace(place(at)))).toEqual([]);
  });

  it('is in order without its event where that was kept to its end', () => {
    expect(faultOfPlace(place(3, { leaf: null, pruned: true }))).toEqual([]);
  });

  const other = leafHash(Buffer.from('another'));
  it.each<[string, Partial<TilePlace>]>([
    ['has no leaf', { hash: null, event_id: null, leaf: null }],
    ['has no tile', { in_tile: null }],
    ['has another hash in the tile than its leaf', { hash: other }],
    ['has another hash in the tile than its leaf, when its event is gone', { hash: other, leaf: null, pruned: true }],
    ['has a tile that ends before it', { in_tile: Buffer.alloc(0) }],
  ])('differs from its tile where it %s', (_what, over) => {
    const { index, event_id: eventId } = place(3, over);
    expect(faultOfPlace(place(3, over))).toEqual([{ kind: 'tile-differs', eventId, leafIndex: index }]);
  });

  it('lacks its event where that went before its time', () => {
    expect(faultOfPlace(place(255, { leaf: null }))).toEqual([
      { kind: 'event-absent', eventId: 'event 255', leafIndex: 511 },
    ]);
  });

  it('has another event where the bytes do not give the hash', () => {
    expect(faultOfPlace(place(0, { leaf: Buffer.from('{"n":1}') }))).toEqual([
      { kind: 'event-differs', eventId: 'event 0', leafIndex: 256 },
    ]);
  });
});
