import { LEAF, type HeadRow, type LogRows, type NamedRow, type Pruning, type TileRow } from '../log-queries.js';
import { leafOf, PLAYBACK, PLAYBACK_COLUMNS, type Columns } from './playback.js';
import { sent, sentRecord } from './sent-form.js';
import { eventIdAt, ORIGIN, type SmallLog } from './small-log.js';

const TILE_WIDTH = 256;
const NOTHING: readonly null[] = Array<null>(LEAF.values - LEAF.event).fill(null);

interface LeafRow {
  index: number;
  readonly eventId: string;
  hash: Buffer | null;
}

interface EventRow {
  columns: Columns;
  leaf: Buffer;
}

/** The rows of a log in memory, to lay hands on: sound as they come, with a few events that wait for their place. */
export class RowsInMemory implements LogRows {
  readonly batch = TILE_WIDTH;
  readonly head: { -readonly [Field in keyof HeadRow]: HeadRow[Field] }[];
  leaves: LeafRow[];
  tile: { -readonly [Field in keyof TileRow]: TileRow[Field] }[];
  readonly pending: string[] = [];
  readonly events = new Map<string, EventRow>();
  kept: Pruning = { keptMonths: 0, lastId: null };

  constructor(log: SmallLog, waiting: number) {
    const { size } = log;
    this.head = [{ origin: ORIGIN, size, root: log.root(), checkpoint: log.checkpoint(), pruned_to: 0 }];
    this.leaves = log.leaves.map((_, index) => ({ index, eventId: eventIdAt(index), hash: log.leafHash(index) }));
    this.tile = Array.from({ length: Math.floor(size / TILE_WIDTH) }, (_, index) => ({
      ...{ level: 0, index, hashes: Buffer.concat(log.tile(0, index)) },
      root: log.tile(1, 0)[index] ?? Buffer.alloc(0),
    }));
    for (let index = 0; index < size + waiting; index += 1) this.addEvent(eventIdAt(index));
    for (let index = size; index < size + waiting; index += 1) this.pending.push(eventIdAt(index));
  }

  addEvent(id: string): void {
    this.events.set(id, { columns: { ...PLAYBACK_COLUMNS, id: sent.uuid(id) }, leaf: leafOf({ ...PLAYBACK, id }) });
  }

  /** The row of the event at leaf `index`. */
  eventAt(index: number): EventRow {
    const event = this.events.get(eventIdAt(index));
    if (!event) throw new Error(`There is no event ${index}.`);
    return event;
  }

  heads(): Promise<HeadRow[]> {
    return Promise.resolve(this.head);
  }

  withoutWorkers(): Promise<void> {
    return Promise.resolve();
  }

  eachLeaf(from: number, to: number, onRecord: (record: Buffer) => void): Promise<void> {
    for (const { index, eventId, hash } of this.#inOrder().filter(leaf => leaf.index >= from && leaf.index < to)) {
      onRecord(this.#record(index, eventId, hash));
    }
    return Promise.resolve();
  }

  eachWaiting(onRecord: (record: Buffer) => void): Promise<void> {
    for (const id of this.pending.filter(one => this.events.has(one))) onRecord(this.#record(null, id, null));
    return Promise.resolve();
  }

  tiles(from: number, to: number): Promise<TileRow[]> {
    const end = ({ level, index }: TileRow): number => (index + 1) * TILE_WIDTH ** (level + 1);
    return Promise.resolve(this.tile.filter(row => end(row) > from && end(row) <= to));
  }

  eventIds(indexes: readonly number[]): Promise<NamedRow[]> {
    return Promise.resolve(this.#named(({ index }) => indexes.includes(index)));
  }

  leavesOutside(size: number): Promise<NamedRow[]> {
    return Promise.resolve(this.#named(({ index }) => index < 0 || index >= size));
  }

  tilesOutside(size: number): Promise<{ level: number; index: number }[]> {
    return Promise.resolve(this.tile.filter(({ level, index }) => (index + 1) * TILE_WIDTH ** (level + 1) > size));
  }

  pendingLeaves(): Promise<NamedRow[]> {
    return Promise.resolve(this.#named(({ eventId }) => this.pending.includes(eventId)));
  }

  pendingWithoutEvent(): Promise<NamedRow[]> {
    return Promise.resolve(this.#alone(this.pending.filter(id => !this.events.has(id))));
  }

  eventsWithoutPlace(): Promise<NamedRow[]> {
    const placed = new Set([...this.leaves.map(({ eventId }) => eventId), ...this.pending]);
    return Promise.resolve(this.#alone([...this.events.keys()].filter(id => !placed.has(id))));
  }

  pruning(): Promise<Pruning> {
    return Promise.resolve(this.kept);
  }

  #inOrder(): LeafRow[] {
    return this.leaves.toSorted((one, other) => one.index - other.index);
  }

  #record(index: number | null, eventId: string, hash: Buffer | null): Buffer {
    const event = this.events.get(eventId);
    const values = event ? [...Object.values(event.columns), event.leaf] : NOTHING;
    return sentRecord([index === null ? null : sent.bigint(index), sent.uuid(eventId), hash, ...values]);
  }

  #named(fits: (leaf: LeafRow) => boolean): NamedRow[] {
    return this.#inOrder()
      .filter(fits)
      .map(({ index, eventId }) => ({ index, event_id: eventId }));
  }

  #alone(ids: readonly string[]): NamedRow[] {
    return ids.map(id => ({ index: null, event_id: id }));
  }
}
