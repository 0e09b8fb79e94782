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

/**
 * A row for each place of the tile, whatever is there; none behind the last full tile. Looked up place by place (`offset 0`): the planner
 * would rather read the whole log, each second. Each row has its own hash of the tile, not all 256.
 */
const TILE: Statement = {
  name: 'log-next-tile',
  text: `
    select h.first + n as index, l.event_id, l.hash, e.leaf, substr(t.hashes, n * 32 + 1, 32) as in_tile,
      h.first + n < h.pruned_to as pruned
    from (
      select $1::bigint * 256 as first, pruned_to from audit_head where ($1::bigint + 1) * 256 <= size limit 1
    ) h
    cross join generate_series(0, 255) as place (n)
    left join lateral (select event_id, hash from audit_leaf where index = h.first + n offset 0) l on true
    left join lateral (select leaf from audit_event where id = l.event_id offset 0) e on true
    left join audit_tile t on t.level = 0 and t.index = $1
    order by n`,
};
