import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { actorOf } from '../actor-of.js';
import { AuditTrail } from '../trail/audit-trail.js';
import type { AccessQuery, OwnAccess } from './own-accesses.schemas.js';

/** Shows a person who else listened to the calls that they took, and what was done that concerns them. */
@Injectable()
export class ReadOwnAccesses {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** Newest first. The look is itself an event, committed before the answer. */
  async execute({ cursor, limit }: AccessQuery, requester: Requester): Promise<Page<OwnAccess>> {
    const after = readCursor(cursor);
    const facts = { limit, continued: cursor !== undefined };
    await this.trail.recordAlone({ action: 'accesses.viewed', actor: actorOf(requester), facts });
    const values = [requester.id, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.query<AccessRow>(ACCESSES, values);
    const { items, nextCursor } = pageFrom(rows, limit, row => ({ at: row.recorded_at, id: row.id }));
    return { items: items.map(viewOf), nextCursor };
  }
}

interface AccessRow {
  readonly id: string;
  readonly recorded_at: Date;
  readonly action: string;
  readonly outcome: string;
  readonly staff_id: string | null;
  readonly purpose: string | null;
  readonly queue: string | null;
  readonly call_started_at: Date | null;
}

const LISTED = `id, recorded_at, action, outcome, case when actor_kind = 'staff' then actor_id end as staff_id, purpose, queue,
  call_started_at`;
const NOT_MINE = 'actor_id is distinct from $1::uuid';
const AFTER = '($2::timestamptz is null or (recorded_at, id) < ($2, $3::uuid))';
const NEWEST = 'order by recorded_at desc, id desc limit $4';

/** That the system ends the person's own playbacks is no access of others. */
const ACCESSES: Statement = {
  name: 'audit-own-accesses',
  text: `
    select * from (
      (select ${LISTED} from audit_event
       where agent_id = $1 and ${NOT_MINE} and ${AFTER}
         and action in ('recording.opened', 'field.revealed', 'playback.granted') ${NEWEST})
      union
      (select ${LISTED} from audit_event
       where concerns_staff_id = $1 and ${NOT_MINE} and ${AFTER} and action <> 'playback.ended' ${NEWEST})
    ) accesses ${NEWEST}`,
};

function viewOf({ id, recorded_at, action, outcome, staff_id, purpose, queue, call_started_at }: AccessRow): OwnAccess {
  const call = { queue, callStartedAt: call_started_at?.toISOString() ?? null };
  return { id, at: recorded_at.toISOString(), action, outcome, staffId: staff_id, purpose, ...call };
}
