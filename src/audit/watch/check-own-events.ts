import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Found } from './alarms.js';
import { LATE_MS, Lateness } from './lateness.js';
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
    const waiting = this.own.waiting();
    const found: Found[] = [];
    for (let start = 0; start < waiting.length; start += BATCH) {
      found.push(...(await this.#judge(waiting.slice(start, start + BATCH))));
    }
    return { found, late: this.#lateness.isLate(this.own.waiting()) };
  }

  async #judge(events: readonly OwnEvent[]): Promise<Found[]> {
    const places = await this.database.query<OwnEventPlace>(PLACES, [events.map(({ id }) => id)], {
      timeoutMs: LATE_MS,
    });
    const placed = new Map(places.map(place => [place.id, place]));
    return events.flatMap(event => {
      const place = placed.get(event.id);
      const found = faultOfOwnEvent(event, place);
      if (found.length > 0 || place?.hash) this.own.seen(event.id);
      return found;
    });
  }
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
