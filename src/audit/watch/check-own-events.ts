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
    const found = new Map(places.map(place => [place.id, place]));
    return events.flatMap(event => {
      const place = found.get(event.id);
      if (place?.pending === true && !place.hash) return [];
      this.own.seen(event.id);
      return judged(event, place);
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
  readonly pending: boolean;
}

function judged({ id, hash }: OwnEvent, place: Place | undefined): Found[] {
  if (!place?.hash) return [{ kind: 'event-absent', eventId: id, leafIndex: null }];
  return place.hash.equals(hash) ? [] : [{ kind: 'event-differs', eventId: id, leafIndex: place.index }];
}

/** One statement, so that integration cannot come between. */
const PLACES: Statement = {
  name: 'log-own-events',
  text: `
    select w.id, l.index, l.hash, p.event_id is not null as pending
    from unnest($1::uuid[]) as w (id)
    left join audit_leaf l on l.event_id = w.id
    left join audit_pending p on p.event_id = w.id`,
};
