import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { HASH_BYTES, leafHash } from '../tree/hashes.js';
import { TILE_WIDTH } from '../tree/tiles.js';
import type { Found } from './alarms.js';

/** Walks over the full tiles of the log, one a call, round and round: what is changed in the middle is found by day as well. */
@Injectable()
export class CheckNextTile {
  #next = 0;

  constructor(private readonly database: Database) {}

  /** Whether the 256 events of one tile, their leaves and the tile itself are what they were. */
  async execute(): Promise<readonly Found[]> {
    const rows = await this.database.query<Row>(TILE, [this.#next]);
    this.#next = rows.length > 0 ? this.#next + 1 : 0;
    return rows.flatMap(judged);
  }
}

interface Row {
  readonly index: number;
  readonly event_id: string | null;
  readonly hash: Buffer | null;
  readonly leaf: Buffer | null;
  readonly hashes: Buffer | null;
  readonly pruned: boolean;
}

function judged({ index, event_id: eventId, hash, leaf, hashes, pruned }: Row): Found[] {
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

/** A row for each place of the tile, whatever is there; none behind the last full tile. */
const TILE: Statement = {
  name: 'log-next-tile',
  text: `
    select place.index, l.event_id, l.hash, e.leaf, t.hashes, place.index < h.pruned_to as pruned
    from audit_head h
    cross join lateral generate_series($1::bigint * 256, $1::bigint * 256 + 255) as place (index)
    left join audit_leaf l on l.index = place.index
    left join audit_event e on e.id = l.event_id
    left join audit_tile t on t.level = 0 and t.index = $1
    where ($1::bigint + 1) * 256 <= h.size
    order by place.index`,
};
