import { Injectable } from '@nestjs/common';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';

/** What the log has not done yet. */
export interface Lag {
  /** Events without a place in the tree, at most {@link MOST_PENDING}. */
  readonly pending: number;
  /** When the oldest of them was recorded; null: there is none. */
  readonly oldestPendingAt: Date | null;
  /** Events of the tree that are not in the copy outside. */
  readonly notCopied: number;
  /** When the last backup was taken; null: never. */
  readonly backedUpAt: Date | null;
}

/** A flood is counted so far: counting must not cost more the worse it gets. */
export const MOST_PENDING = 10_000;

/** Tells how far the log is behind what has happened. */
@Injectable()
export class LogLag {
  constructor(private readonly database: Database) {}

  async read(): Promise<Lag> {
    return firstRow(await this.database.query<Lag>(LAG, [MOST_PENDING]));
  }
}

/** Ids of events are in the order of time, so the first one that waits is the oldest. */
const LAG: Statement = {
  name: 'log-lag',
  text: `
    select (select count(*)::int from (select from audit_pending limit $1) p) as pending,
      (select recorded_at from audit_event where id = (
        select event_id from audit_pending order by event_id limit 1)) as "oldestPendingAt",
      coalesce((select greatest(h.size - c.size, 0) from audit_head h, audit_copy c where c.place = 'outside'), 0)::int as "notCopied",
      (select max(recorded_at) from audit_event where action = 'backup.taken') as "backedUpAt"`,
};
