import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Found } from './found.js';
import { faultOfPlace, type TilePlace } from './tile-fault.js';

/** Walks over the full tiles of the log, one a call, round and round: what is changed in the middle is found by day as well. */
@Injectable()
export class CheckNextTile {
  #next = 0;

  constructor(private readonly database: Database) {}

  /** Whether the 256 events of one tile, their leaves and the tile itself are what they were. */
  async execute(): Promise<readonly Found[]> {
    const rows = await this.database.query<TilePlace>(TILE, [this.#next]);
    this.#next = rows.length > 0 ? this.#next + 1 : 0;
    return rows.flatMap(faultOfPlace);
  }
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
