import { EVENT_COLUMNS } from './event-columns.js';
import { TILE_WIDTH } from './grown-tree.js';
import { itemAt } from './item-at.js';
import type { Query } from './query.js';

/** What stands in the record of a leaf, by its place; the columns of the event begin at `event`. */
export const LEAF = {
  ...{ index: 0, eventId: 1, hash: 2, event: 3 },
  ...{ leaf: 3 + EVENT_COLUMNS.length, values: 4 + EVENT_COLUMNS.length },
} as const;

/** The row of the head; sizes as numbers. */
export interface HeadRow {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly checkpoint: string;
  readonly pruned_to: number;
}

/** A leaf or an event, by what names it. */
export interface NamedRow {
  readonly index: number | null;
  readonly event_id: string;
}

/** A full tile as it is kept. */
export interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
  readonly root: Buffer;
}

/** How long events are kept, and the youngest of the last tile that is pruned; null where nothing says so, and where there is none. */
export interface Pruning {
  readonly keptMonths: number | null;
  readonly lastId: string | null;
}

/** What the verifier reads of the log, in whatever way it is kept. */
export type LogRows = Pick<LogQueries, keyof LogQueries>;

/** The rows of the database; a method is a statement. */
export class LogQueries {
  /** @param query on one connection, inside a transaction that sees one state of the database */
  constructor(private readonly query: Query) {}

  /** Leaves to ask for at once: few enough that the plan follows the indexes and, without COPY, the rows fit. */
  get batch(): number {
    return this.query.copy ? BATCH.copied : BATCH.read;
  }

  heads(): Promise<HeadRow[]> {
    return this.query('select origin, size::float8, root, checkpoint, pruned_to::float8 from audit_head limit 2', []);
  }

  /** Starting workers costs more than they would save on a batch. Holds until the transaction ends. */
  async withoutWorkers(): Promise<void> {
    await this.query(`select set_config('max_parallel_workers_per_gather', '0', true)`, []);
  }

  /**
   * Gives out leaves with their events, from `from` up to `to`, in the order of their indexes. Each event is looked up by its
   * key: the planner would rather read the whole table for a batch.
   */
  async eachLeaf(from: number, to: number, onRecord: (record: Buffer) => void): Promise<void> {
    await eachRecord(
      this.query,
      onRecord,
      `
    select record_send(row(l.index, l.event_id, l.hash, ${COLUMNS}, e.leaf)) as record
    from audit_leaf l left join lateral (select * from audit_event where id = l.event_id limit 1) e on true
    where l.index >= ${from}::bigint and l.index < ${to}::bigint order by l.index`,
    );
  }

  /** Gives out all events that wait for a place in the tree, in records of the same form. */
  async eachWaiting(onRecord: (record: Buffer) => void): Promise<void> {
    await eachRecord(
      this.query,
      onRecord,
      `
    select record_send(row(null::bigint, p.event_id, null::bytea, ${COLUMNS}, e.leaf)) as record
    from audit_pending p join audit_event e on e.id = p.event_id order by p.event_id`,
    );
  }

  /** Every full tile that ends behind leaf `from` and not behind leaf `to`. */
  tiles(from: number, to: number): Promise<TileRow[]> {
    const tilesUpTo = (size: number): number[] => LEVELS.map(level => Math.floor(size / TILE_WIDTH ** (level + 1)));
    return this.query(TILES, [LEVELS, tilesUpTo(from), tilesUpTo(to)]);
  }

  /** The ids of the events at some leaves. */
  eventIds(indexes: readonly number[]): Promise<NamedRow[]> {
    return this.query(EVENT_IDS, [indexes]);
  }

  leavesOutside(size: number): Promise<NamedRow[]> {
    return this.query(LEAVES_OUTSIDE, [size, MOST_SURPLUS]);
  }

  tilesOutside(size: number): Promise<{ level: number; index: number }[]> {
    return this.query(TILES_OUTSIDE, [size, MOST_SURPLUS]);
  }

  /** Events that wait for a place and have one. */
  pendingLeaves(): Promise<NamedRow[]> {
    return this.query(PENDING_LEAVES, [MOST_SURPLUS]);
  }

  pendingWithoutEvent(): Promise<NamedRow[]> {
    return this.query(PENDING_WITHOUT_EVENT, [MOST_SURPLUS]);
  }

  /** Events that neither have a place nor wait for one. */
  eventsWithoutPlace(): Promise<NamedRow[]> {
    return this.query(EVENTS_WITHOUT_PLACE, [MOST_SURPLUS]);
  }

  /** How long events are kept, and the youngest of the last tile that is pruned. */
  async pruning(prunedTo: number): Promise<Pruning> {
    const tile = [prunedTo - TILE_WIDTH, prunedTo];
    return itemAt(await this.query<Pruning>(PRUNING, tile), 0);
  }
}

/** Leaves of one statement, in whole tiles. */
const BATCH = { copied: 32 * TILE_WIDTH, read: 8 * TILE_WIDTH } as const;

async function eachRecord(query: Query, onRecord: (record: Buffer) => void, select: string): Promise<void> {
  if (query.copy) return query.copy(select, onRecord);
  for (const { record } of await query<{ record: Buffer }>(select, [])) onRecord(record);
}

/** What has no place in the log is read so far: not listed, but part of what is told of the rest. */
const MOST_SURPLUS = 10_000;

const PRUNING = `
  select (select kept_months from audit_retention) as "keptMonths", (
    select event_id from audit_leaf where index >= $1::bigint and index < $2::bigint order by event_id desc limit 1
  ) as "lastId"`;

const LEVELS = [0, 1, 2, 3, 4, 5];

const COLUMNS = EVENT_COLUMNS.map(({ name }) => `e.${name}`).join(', ');

const TILES = `
  select t.level::float8, t.index::float8, t.hashes, t.root
  from unnest($1::int[], $2::bigint[], $3::bigint[]) as f (level, first, beyond)
  join audit_tile t on t.level = f.level and t.index >= f.first and t.index < f.beyond`;

const EVENT_IDS = 'select index::float8, event_id::text from audit_leaf where index = any($1::bigint[])';

const LEAVES_OUTSIDE = `
  select index::float8, event_id::text from audit_leaf
  where index < 0 or index >= $1::bigint order by index limit $2::int`;

const TILES_OUTSIDE = `
  select level::float8, index::float8 from audit_tile
  where level < 0 or index < 0 or (index + 1) * power(256::float8, level + 1) > $1::bigint
  order by level, index limit $2::int`;

const PENDING_LEAVES = `
  select l.index::float8, l.event_id::text from audit_pending p join audit_leaf l on l.event_id = p.event_id
  order by l.index limit $1::int`;

const PENDING_WITHOUT_EVENT = `
  select null::float8 as index, p.event_id::text from audit_pending p
  where not exists (select from audit_event e where e.id = p.event_id) order by p.event_id limit $1::int`;

const EVENTS_WITHOUT_PLACE = `
  select null::float8 as index, e.id::text as event_id from audit_event e
  where not exists (select from audit_leaf l where l.event_id = e.id)
    and not exists (select from audit_pending p where p.event_id = e.id)
  order by e.id limit $1::int`;
