import { leafHash } from '../tree/hashes.js';
import type { Found } from './found.js';

/** What the database holds of one place of a full tile. */
export interface TilePlace {
  readonly index: number;
  readonly event_id: string | null;
  readonly hash: Buffer | null;
  readonly leaf: Buffer | null;
  /** The hash of this place in the tile; empty behind its end, null without a tile. */
  readonly in_tile: Buffer | null;
  readonly pruned: boolean;
}

/** What is wrong with a place of a full tile; empty where event, leaf and tile agree. */
export function faultOfPlace({ index, event_id: eventId, hash, leaf, in_tile: inTile, pruned }: TilePlace): Found[] {
  const place = { eventId, leafIndex: index };
  if (!hash || !inTile?.equals(hash)) return [{ kind: 'tile-differs', ...place }];
  if (pruned) return [];
  if (!leaf) return [{ kind: 'event-absent', ...place }];
  return leafHash(leaf).equals(hash) ? [] : [{ kind: 'event-differs', ...place }];
}
