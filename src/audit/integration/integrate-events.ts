import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Run, type Statement } from '../../platform/database/index.js';
import type { FullTile, RightEdge } from '../tree/right-edge.js';
import { edgeOfHead, placesOfEdge, type EdgeHash } from './edge-of-head.js';
import { KeysOnRecord } from './keys-on-record.js';
import { headOf, type Head, type HeadRow } from './log-head.js';
import { LogDamaged } from './log-damaged.js';
import { LogKeys } from './log-keys.js';
import { LogGate } from '../watch/log-gate.js';

/** Events of one transaction; enough that a flood drains quickly, few enough that a checkpoint never waits for long. */
const BATCH = 4096;

/** Gives committed events their place in the tree (ADR 0009). Any number of instances may do this at once. */
@Injectable()
export class IntegrateEvents {
  constructor(
    private readonly database: Database,
    private readonly keys: LogKeys,
    private readonly clock: Clock,
    private readonly gate: LogGate,
    private readonly keysOnRecord: KeysOnRecord,
  ) {}

  /**
   * Integrates whatever is pending, batch after batch. Whoever is at it already is waited for, so that every event committed before this call
   * is in the tree after it, unless the log's gate is closed to growth.
   * @returns how many events got their place here
   * @throws LogDamaged where the tree in the database is not what its head says: nothing is built on it
   */
  execute(): Promise<number> {
    return this.#batches(WAIT_FOR_HEAD);
  }

  /**
   * As `execute`, but where somebody is at it already, leaves it to them.
   * @throws LogDamaged
   */
  unlessUnderWay(): Promise<number> {
    return this.#batches(TAKE_FREE_HEAD);
  }

  async #batches(lockHead: Statement): Promise<number> {
    let integrated = 0;
    for (;;) {
      const { claimed, appended } = await this.#batch(lockHead);
      integrated += appended;
      if (claimed < BATCH) return integrated;
    }
  }

  async #batch(lockHead: Statement): Promise<Batch> {
    // A restored database must not grow a second branch.
    if (this.gate.isClosed('not-continued') || this.gate.isClosed('copy-missing')) return NOTHING;
    const [waiting] = await this.database.query<object>(ANYTHING_PENDING);
    if (!waiting) return NOTHING;
    const batch = await this.database.statements(async run => {
      const [row] = await run<HeadRow>(lockHead);
      if (!row) return NOTHING;
      const head = headOf(row);
      const edge = await readEdge(run, head);
      // A crash from here to the commit leaves everything as it was: the events wait for the next look.
      const { claimed, leaves } = await claim(run, head.size);
      if (leaves.length === 0) return { ...NOTHING, claimed };
      await keepTiles(run, edge.append(leaves));
      return { claimed, appended: leaves.length, checkpoint: await this.#moveHead(run, head, edge) };
    });
    if (batch.checkpoint !== null) this.keysOnRecord.committed(batch.checkpoint);
    return batch;
  }

  /** Returns the note of the new head. */
  async #moveHead(run: Run, head: Head, edge: RightEdge): Promise<string> {
    const [size, root] = [edge.size, edge.root()];
    const checkpoint = await this.keys.sign({ origin: head.origin, size, root });
    await this.keysOnRecord.tell(run, head.checkpoint, checkpoint);
    const moved = await run(MOVE_HEAD, [size, root, checkpoint, this.clock.now(), head.size, head.root]);
    if (moved.length !== 1) throw new LogDamaged('head-moved', head.size);
    return checkpoint;
  }
}

interface Batch {
  readonly claimed: number;
  readonly appended: number;
  /** The note of the head that it has moved; null where it has moved none. */
  readonly checkpoint: string | null;
}

const NOTHING: Batch = { claimed: 0, appended: 0, checkpoint: null };

async function readEdge(run: Run, head: Head): Promise<RightEdge> {
  const places = placesOfEdge(head.size);
  const rows = await run<EdgeHash>(READ_EDGE, [places.map(({ level }) => level), places.map(({ first }) => first)]);
  return edgeOfHead(head, rows);
}

async function claim(run: Run, size: number): Promise<{ claimed: number; leaves: Buffer[] }> {
  const rows = await run<{ claimed: number; hash: Buffer | null }>(CLAIM, [size, BATCH]);
  return { claimed: firstRow(rows).claimed, leaves: rows.flatMap(({ hash }) => (hash ? [hash] : [])) };
}

async function keepTiles(run: Run, tiles: readonly FullTile[]): Promise<void> {
  if (tiles.length === 0) return;
  await run(KEEP_TILES, [
    tiles.map(({ level }) => level),
    tiles.map(({ index }) => index),
    tiles.map(({ hashes }) => hashes),
    tiles.map(({ root }) => root),
  ]);
}

const ANYTHING_PENDING: Statement = { name: 'log-anything-pending', text: 'select from audit_pending limit 1' };

const WAIT_FOR_HEAD: Statement = {
  name: 'log-head-wait',
  text: 'select origin, size, root, checkpoint, signed_at, pruned_to from audit_head for update',
};

/** No row where another instance is at it. */
const TAKE_FREE_HEAD: Statement = {
  name: 'log-head-take',
  text: `${WAIT_FOR_HEAD.text} skip locked`,
};

/** Of each level, what stands behind its last full tile. */
const READ_EDGE: Statement = {
  name: 'log-edge',
  text: `
    with edge as (select * from unnest($1::int[], $2::bigint[]) as e (level, first))
    select 0 as level, l.index, l.hash from audit_leaf l join edge e on e.level = 0 and l.index >= e.first
    union all
    select e.level, t.index, t.root from audit_tile t join edge e on t.level = e.level - 1 and t.index >= e.first
    order by 1, 2`,
};

/**
 * Whoever holds the head claims alone. In the order of event ids, that is of time. The hash is made of the bytes that are kept. What is in the tree already
 * is not taken a second time, whoever made it pending again. What is claimed is looked up one by one (`offset 0`): the planner, which cannot
 * know how little it is, would read the whole log for it, twice a second.
 */
const CLAIM: Statement = {
  name: 'log-claim',
  text: `
    with claimed as (
      delete from audit_pending where ctid = any (array(
        select ctid from audit_pending order by event_id limit $2
      )) returning event_id
    ),
    appended as (
      insert into audit_leaf (index, event_id, hash)
      select $1::bigint + row_number() over (order by c.event_id) - 1, c.event_id, sha256('\\x00'::bytea || e.leaf)
      from claimed c
      cross join lateral (select leaf from audit_event where id = c.event_id offset 0) e
      left join lateral (select true as there from audit_leaf where event_id = c.event_id offset 0) l on true
      where l.there is null
      returning index, hash
    )
    select (select count(*)::int from claimed) as claimed, a.hash
    from (select) one left join appended a on true
    order by a.index`,
};

const KEEP_TILES: Statement = {
  name: 'log-tiles-keep',
  text: `
    insert into audit_tile (level, index, hashes, root)
    select * from unnest($1::smallint[], $2::bigint[], $3::bytea[], $4::bytea[])`,
};

/** Compared and swapped: nobody can have built another branch on the same head. */
const MOVE_HEAD: Statement = {
  name: 'log-head-move',
  text: `
    update audit_head set size = $1, root = $2, checkpoint = $3, signed_at = $4
    where size = $5 and root = $6
    returning size`,
};
