import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { AuditAction } from '../actions.js';
import type { Fact } from '../event.js';

/** When something was done, and what the log knows of it. */
export interface RecordedFact {
  readonly at: Date;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** Tells floors above what they recorded of themselves: the log remembers what was done outside the database. */
@Injectable()
export class RecordedFacts {
  constructor(private readonly database: Database) {}

  /** What of `action` was done since `from`, in the order of time. For acts that are rare. */
  async since(action: AuditAction, from: Date): Promise<RecordedFact[]> {
    return this.database.query<RecordedFact>(SINCE, [action, from]);
  }
}

const SINCE: Statement = {
  name: 'log-facts-since',
  text: `
    select recorded_at as at, coalesce(convert_from(leaf, 'UTF8')::jsonb -> 'facts', '{}') as facts from audit_event
    where recorded_at >= $2 and action = $1 and outcome = 'done' order by recorded_at, id`,
};
