import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, type Statement } from '../../platform/database/index.js';

/** Puts alarms back that the log tells of and the table does not: whoever takes a row away while no instance runs lifts nothing. */
@Injectable()
export class ReinstateAlarms {
  constructor(private readonly database: Database) {}

  async execute(): Promise<void> {
    const rows = await this.database.query<{ leaf: Buffer }>(RAISED);
    for (const { leaf } of rows) {
      const raised = raisedIn(leaf);
      if (!raised) continue;
      const { object, reason, at, facts } = raised;
      const place = [facts.eventId, facts.leafIndex, facts.finding ?? null];
      await this.database.query(PUT_BACK, [object.id, reason, new Date(at), ...place]);
    }
  }
}

/** What a leaf tells of an alarm; null where it tells of none, which is for the verification to say. */
function raisedIn(leaf: Buffer): z.infer<typeof raisedEvent> | null {
  try {
    return raisedEvent.parse(JSON.parse(leaf.toString('utf8')));
  } catch {
    return null;
  }
}

const raisedEvent = z.object({
  at: z.iso.datetime(),
  reason: z.string(),
  object: z.object({ id: z.uuid() }),
  facts: z.object({ eventId: z.uuid().nullable(), leafIndex: z.int().nullable(), finding: z.string().optional() }),
});

const RAISED: Statement = {
  name: 'log-alarms-raised',
  text: `select leaf from audit_event where action = 'log.alarm-raised' order by id`,
};

const PUT_BACK: Statement = {
  name: 'log-alarm-put-back',
  text: `
    insert into audit_alarm (id, kind, raised_at, event_id, leaf_index, finding) values ($1, $2, $3, $4, $5, $6)
    on conflict (id) do nothing`,
};
