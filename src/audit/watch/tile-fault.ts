import { HASH_BYTES, leafHash } from '../tree/hashes.js';
import { TILE_WIDTH } from '../tree/tiles.js';
import type { Found } from './found.js';

/** What the database holds of one place of a full tile. */
export interface TilePlace {
  readonly index: number;
  readonly event_id: string | null;
  readonly hash: Buffer | null;
  readonly leaf: Buffer | null;
  readonly hashes: Buffer | null;
  readonly pruned: boolean;
}

/** What is wrong with a place of a full tile; empty where event, leaf and tile agree. */
export function faultOfPlace({ index, event_id: eventId, hash, leaf, hashes, pruned }: TilePlace): Found[] {
  const place = { eventId, leafIndex: index };
  if (!hash || !hashes || !hash.equals(entry(hashes, index))) return [{ kind: 'tile-differs', ...place }];
  if (pruned) return [];
  if (!leaf) return [{ kind: 'event-absent', ...place }];
  return leafHash(leaf).equals(hash) ? [] : [{ kind: 'event-differs', ...place }];
}

function entry(hashes: Buffer, index: number): Buffer {
  const start = (index % TILE_WIDTH) * HASH_BYTES;
  return hashes.subarray(start, start + HASH_BYTES);
}
