import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Found } from './alarms.js';
import { OwnEvents, type OwnEvent } from './own-events.js';

/** How long an event may wait for its place in the tree; design §4 promises a second. */
const LATE_MS = 5000;
/** Looks that are further apart than this mean that the process or the database stood still, not that events are late. */
const STOOD_STILL_MS = 3000;
const BATCH = 5000;

/** What became of the events that this instance has committed. */
export interface OwnEventsFindings {
  readonly found: readonly Found[];
  /** Some have waited for too long; they may still come. */
  readonly late: boolean;
}

/** Compares what this instance has committed with what the database holds (design §4). */
@Injectable()
export class CheckOwnEvents {
  #lookedAt = performance.now();

  constructor(
    private readonly database: Database,
    private readonly own: OwnEvents,
  ) {}

  /** Every event is judged until it is in the tree, or missing. Time is monotonic. */
  async execute(): Promise<OwnEventsFindings> {
    const waiting = this.own.waiting();
    const found: Found[] = [];
    for (let start = 0; start < waiting.length; start += BATCH) {
      found.push(...(await this.#judge(waiting.slice(start, start + BATCH))));
    }
    return { found, late: this.#isLate() };
  }

  async #judge(events: readonly OwnEvent[]): Promise<Found[]> {
    const places = await this.database.query<Place>(PLACES, [events.map(({ id }) => id)], { timeoutMs: LATE_MS });
    const placed = new Map(places.map(place => [place.id, place]));
    return events.flatMap(event => {
      const place = placed.get(event.id);
      const found = judged(event, place);
      if (found.length > 0 || place?.hash) this.own.seen(event.id);
      return found;
    });
  }

  #isLate(): boolean {
    const now = performance.now();
    const stoodStillMs = now - this.#lookedAt;
    this.#lookedAt = now;
    const waiting = this.own.waiting();
    if (stoodStillMs > STOOD_STILL_MS) for (const event of waiting) event.since += stoodStillMs;
    return waiting.some(({ since }) => now - since > LATE_MS);
  }
}

interface Place {
  readonly id: string;
  readonly index: number | null;
  readonly hash: Buffer | null;
  /** The leaf's hash, of the bytes that are kept now. */
  readonly kept: Buffer | null;
  readonly pending: boolean;
  /** Kept to its end: only its leaf is left. */
  readonly pruned: boolean | null;
}

function judged({ id, hash }: OwnEvent, place: Place | undefined): Found[] {
  const { index = null, kept = null, pruned } = place ?? {};
  if (!place || !(place.hash ?? place.pending) || !(kept ?? pruned)) {
    return [{ kind: 'event-absent', eventId: id, leafIndex: index }];
  }
  const isAsWritten = (kept?.equals(hash) ?? true) && (place.hash?.equals(hash) ?? true);
  return isAsWritten ? [] : [{ kind: 'event-differs', eventId: id, leafIndex: index }];
}

/** One statement, so that integration cannot come between. */
const PLACES: Statement = {
  name: 'log-own-events',
  text: `
    select w.id, l.index, l.hash, l.index < h.pruned_to as pruned, sha256('\\x00'::bytea || e.leaf) as kept, p.event_id is not null as pending
    from unnest($1::uuid[]) as w (id)
    cross join audit_head h
    left join audit_event e on e.id = w.id
    left join audit_leaf l on l.event_id = w.id
    left join audit_pending p on p.event_id = w.id`,
};
