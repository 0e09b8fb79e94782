import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { firstRow, type EntityManager } from '../../platform/database/index.js';
import { OutsideLog } from '../copy/outside-log.js';
import { headOf, type Head, type HeadRow } from '../integration/log-head.js';
import { parseCheckpoint, type Checkpoint } from '../tree/checkpoint.js';
import { entriesOf } from '../tree/entries.js';
import { EMPTY_ROOT, leafHash } from '../tree/hashes.js';
import { rootAt, split } from '../tree/proofs.js';
import { RightEdge, type FullTile } from '../tree/right-edge.js';
import { hashesAt, TILE_WIDTH } from '../tree/tiles.js';
import { columnsOf, EVENT_COLUMNS } from '../trail/event-row.js';
import { loggedEvent, type LoggedEvent } from './logged-event.js';

/** What came back. */
export interface Imported {
  /** Index of the first leaf. */
  readonly first: number;
  readonly events: readonly LoggedEvent[];
}

/** Brings the leaves that the database lacks back from the copy, so that the log stays one log. */
@Injectable()
export class ImportLog {
  constructor(
    private readonly outside: OutsideLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports in the caller's transaction whatever the verified copy has more. Returns them in order.
   * @throws DomainError `log-branched` where the database's log is no beginning of the copy
   */
  async execute(em: EntityManager, note: string): Promise<Imported> {
    const copy = parseCheckpoint(note);
    if (!copy) throw new DomainError('conflict', 'copy-damaged', 'The checkpoint of the copy cannot be read.');
    const head = await lockHead(em, copy.origin, this.clock.now());
    await this.#assertBeginning(head, copy);
    const edge = await this.#edgeAt(head.size, copy.size);
    const events: LoggedEvent[] = [];
    for (let tile = Math.floor(head.size / TILE_WIDTH); tile * TILE_WIDTH < copy.size; tile += 1) {
      events.push(...(await this.#importTile(em, tile, edge, copy.size)));
    }
    if (!edge.root().equals(copy.root)) throw branched();
    await moveHead(em, copy, note, this.clock.now());
    return { first: head.size, events };
  }

  async #assertBeginning({ origin, size, root }: Head, copy: Checkpoint): Promise<void> {
    if (origin !== copy.origin || size > copy.size) throw branched();
    if (!(await rootAt(size, this.outside.tilesOf(copy.size))).equals(root)) throw branched();
  }

  async #edgeAt(size: number, copySize: number): Promise<RightEdge> {
    const rows: Buffer[][] = [];
    const read = this.outside.tilesOf(copySize);
    for (let level = 0; hashesAt(level, size) > 0; level += 1) {
      const width = hashesAt(level, size) % TILE_WIDTH;
      const hashes =
        width === 0 ? Buffer.alloc(0) : await read(level, Math.floor(hashesAt(level, size) / TILE_WIDTH), width);
      rows.push(split(hashes));
    }
    return new RightEdge(size, rows);
  }

  async #importTile(em: EntityManager, tile: number, edge: RightEdge, copySize: number): Promise<LoggedEvent[]> {
    const leaves = entriesOf(await this.outside.entries(tile, copySize)).slice(edge.size - tile * TILE_WIDTH);
    const kept = leaves.map(leaf => ({ event: loggedEvent(leaf), leaf }));
    const events = kept.map(({ event }) => event);
    const hashes = leaves.map(leafHash);
    await insertEvents(em, kept);
    await em.execute(INSERT_LEAVES, [edge.size, arrayOf(events.map(({ id }) => id)), byteaArray(hashes)]);
    for (const full of edge.append(hashes)) await insertTile(em, full);
    return events;
  }
}

/** A database that was restored to a time before its log began gets the name of the copy. */
async function lockHead(em: EntityManager, origin: string, at: Date): Promise<Head> {
  await em.execute(BEGIN_IF_NEEDED, [origin, EMPTY_ROOT, at]);
  const row = firstRow(await em.execute<RawHeadRow[]>('select * from audit_head for update'));
  return headOf({ ...row, size: Number(row.size), pruned_to: Number(row.pruned_to) });
}

/** The ORM's raw statements give a bigint as text. */
type RawHeadRow = Omit<HeadRow, 'size' | 'pruned_to'> & { readonly size: string; readonly pruned_to: string };

const BEGIN_IF_NEEDED = `
  insert into audit_head ("only", origin, size, root, checkpoint, signed_at, pruned_to)
  values (true, ?, 0, ?, '', ?, 0) on conflict do nothing`;

/** An event that the backup had, but not its place, is the same event: only what is not there is inserted. */
async function insertEvents(em: EntityManager, kept: readonly KeptEvent[]): Promise<void> {
  for (const { event, leaf } of kept) {
    const rows = await em.execute<object[]>(INSERT_EVENT, [...columnsOf(event, leaf)]);
    if (rows.length > 0) continue;
    const [same] = await em.execute<object[]>('select from audit_event where id = ? and leaf = ?', [event.id, leaf]);
    if (!same) throw branched();
  }
  const ids = kept.map(({ event }) => event.id);
  await em.execute('delete from audit_pending where event_id = any(?::uuid[])', [arrayOf(ids)]);
}

interface KeptEvent {
  readonly event: LoggedEvent;
  readonly leaf: Buffer;
}

const INSERT_EVENT = `
  insert into audit_event (${EVENT_COLUMNS.map(([name]) => name).join(', ')})
  values (${EVENT_COLUMNS.map(() => '?').join(', ')}) on conflict do nothing returning id`;

const INSERT_LEAVES = `
  insert into audit_leaf (index, event_id, hash)
  select ?::bigint + place - 1, id, hash
  from unnest(?::uuid[], ?::bytea[]) with ordinality as l (id, hash, place)`;

async function insertTile(em: EntityManager, { level, index, hashes, root }: FullTile): Promise<void> {
  await em.execute('insert into audit_tile (level, index, hashes, root) values (?, ?, ?, ?)', [
    level,
    index,
    hashes,
    root,
  ]);
}

async function moveHead(em: EntityManager, { size, root }: Checkpoint, note: string, at: Date): Promise<void> {
  await em.execute('update audit_head set size = ?, root = ?, checkpoint = ?, signed_at = ?', [size, root, note, at]);
}

/** PostgreSQL array literals: the ORM would spread an array over several parameters, and write a binary one as text. */
function arrayOf(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}

function byteaArray(values: readonly Buffer[]): string {
  return `{${values.map(value => `"\\\\x${value.toString('hex')}"`).join(',')}}`;
}

function branched(): DomainError {
  return new DomainError(
    'conflict',
    'log-branched',
    'The database’s log is not a beginning of its copy: this is no older state of the same log. Restore another backup, or examine both with "tallenne audit verify".',
  );
}
