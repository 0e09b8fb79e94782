import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Found } from './found.js';
import { Lateness, LOOK_TAKES_MS } from './lateness.js';
import { faultOfOwnEvent, type OwnEventPlace } from './own-event-fault.js';
import { OwnEvents, type OwnEvent } from './own-events.js';

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
  readonly #lateness = new Lateness();

  constructor(
    private readonly database: Database,
    private readonly own: OwnEvents,
  ) {}

  /** Every event is judged until it is in the tree, or missing. Time is monotonic. */
  async execute(): Promise<OwnEventsFindings> {
    this.#lateness.begin();
    const waiting = this.own.waiting();
    const places = await this.#places(waiting);
    // Nothing is asked from here on: an event that is forgotten stands in what is returned, or in the tree.
    const found = waiting.flatMap(event => this.#judge(event, places.get(event.id)));
    return { found, late: this.#lateness.isLate(this.own.waiting()) };
  }

  async #places(events: readonly OwnEvent[]): Promise<ReadonlyMap<string, OwnEventPlace>> {
    const places = new Map<string, OwnEventPlace>();
    for (let start = 0; start < events.length; start += BATCH) {
      const ids = events.slice(start, start + BATCH).map(({ id }) => id);
      const rows = await this.database.query<OwnEventPlace>(PLACES, [ids], { timeoutMs: LOOK_TAKES_MS });
      for (const place of rows) places.set(place.id, place);
    }
    return places;
  }

  #judge(event: OwnEvent, place: OwnEventPlace | undefined): Found[] {
    const found = faultOfOwnEvent(event, place);
    if (found.length > 0 || place?.hash) this.own.seen(event.id);
    return found;
  }
}

/** One statement, so that integration cannot come between; event by event (`offset 0`), as the planner would rather read the whole log. */
const PLACES: Statement = {
  name: 'log-own-events',
  text: `
    select w.id, l.index, l.hash, l.index < h.pruned_to as pruned, sha256('\\x00'::bytea || e.leaf) as kept, p.event_id is not null as pending
    from unnest($1::uuid[]) as w (id)
    cross join (select pruned_to from audit_head limit 1) h
    left join lateral (select leaf from audit_event where id = w.id offset 0) e on true
    left join lateral (select index, hash from audit_leaf where event_id = w.id offset 0) l on true
    left join lateral (select event_id from audit_pending where event_id = w.id offset 0) p on true`,
};
