import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Requester } from '../../../platform/http/index.js';
import { actorOf } from '../../actor-of.js';
import { eventConditions } from '../../event-conditions.js';
import { factsOfSelection } from '../../list-events.js';
import { AuditTrail } from '../../trail/audit-trail.js';
import { periodOf } from '../period.js';
import { countedBy } from './counted-by.js';
import type { CountQuery, EventCounts } from './counts.schemas.js';

/** An auditor has the events of a period counted; that is a look into the log, and itself an event. */
@Injectable()
export class CountEvents {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** The events that match, by hour or day of Helsinki in the order of time; committed as a look before it is answered. */
  async execute({ fromOn, toOn, ...filters }: CountQuery, requester: Requester): Promise<EventCounts> {
    const by = countedBy({ fromOn, toOn });
    const facts = { ...factsOfSelection(filters), counted: 'events', fromOn, toOn };
    await this.trail.recordAlone({ action: 'audit.counted', actor: actorOf(requester), facts });
    const { from, until } = periodOf({ fromOn, toOn });
    const values: unknown[] = [];
    const place = (value: unknown): string => `$${values.push(value)}`;
    const conditions = eventConditions({ ...filters, from, to: until }, place);
    const text = `
      select date_trunc('${by}', e.recorded_at, 'Europe/Helsinki') as at, count(*)::int as events,
             (count(*) filter (where e.outcome <> 'done'))::int as "notDone"
      from audit_event e where ${conditions.join(' and ')} group by 1 order by 1`;
    const rows = await this.database.query<CountRow>({ name: 'audit-count', onceOnly: true, text }, values);
    return { by, items: rows.map(row => ({ ...row, at: row.at.toISOString() })) };
  }
}

interface CountRow {
  readonly at: Date;
  readonly events: number;
  readonly notDone: number;
}
