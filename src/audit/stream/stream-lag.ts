import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { destinationOf } from './stream-log.js';

/** How far the receiver of the log is behind it. */
export interface StreamBehind {
  /** Leaves that it has not confirmed. */
  readonly events: number;
  /** When the first of them was recorded, or, where that is gone, the receiver had its last; null: there is none. */
  readonly oldestAt: Date | null;
}

/** Tells how far the stream of the log is behind. */
@Injectable()
export class StreamLag {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  /** Null where nobody is told. A receiver of which nothing is known yet lacks everything. */
  async read(): Promise<StreamBehind | null> {
    const { siem } = this.config;
    if (siem === null) return null;
    const [row] = await this.database.query<StreamBehind>(BEHIND, [destinationOf(siem)]);
    return row ?? null;
  }
}

const BEHIND: Statement = {
  name: 'log-stream-lag',
  text: `
    select (h.size - n.next)::int as events,
      case when n.next < h.size then coalesce(
        (select e.recorded_at from audit_leaf l join audit_event e on e.id = l.event_id where l.index = n.next),
        s.sent_at, s.begun_at, h.signed_at) end as "oldestAt"
    from audit_head h left join log_stream s on s.destination = $1,
      lateral (select coalesce(s.next_index, h.pruned_to) as next) n`,
};
