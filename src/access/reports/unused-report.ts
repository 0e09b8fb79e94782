import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, startOfDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import { PURPOSES_OF_ROLE, ROLES } from '../roles.js';
import { cursorId, pageById } from './keyset.js';
import {
  afterGrant,
  BY_PERSON,
  GRANT_COLUMNS,
  personOf,
  reportedGrant,
  type GrantOfPersonRow,
} from './reported-grant.js';
import type { ReportQuery, UnusedRow } from './reports.schemas.js';

/** After how many days without listening a right to listen is perhaps not needed. */
export const UNUSED_DAYS = 90;

/** People who may listen and have not for long. The log tells who listened: recordings are of an upper floor. */
@Injectable()
export class UnusedReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Grants that have let somebody listen for 90 days or more, of active people who have not. The cursor is a grant's id. */
  async page({ cursor, limit }: ReportQuery): Promise<Page<UnusedRow>> {
    const today = helsinkiDay(this.clock.now());
    const since = addDays(today, -UNUSED_DAYS);
    const hearing = ROLES.filter(role => PURPOSES_OF_ROLE[role].length > 0);
    const values = [today, since, startOfDay(since), hearing, cursorId(cursor), limit + 1];
    const rows = await this.database.query<UnusedGrantRow>(UNUSED, values);
    return pageById(rows, limit, ({ id }) => id, unusedRow);
  }
}

interface UnusedGrantRow extends GrantOfPersonRow {
  readonly last_playback_at: Date | null;
}

const UNUSED: Statement = {
  name: 'access-unused',
  text: `
    select ${GRANT_COLUMNS}, played.at as last_playback_at
    from access_grant g join staff s on s.id = g.staff_id
    left join lateral (
      select e.recorded_at as at from audit_event e
      where e.actor_id = s.id and e.action = 'playback.granted' and e.outcome = 'done'
      order by e.recorded_at desc limit 1) played on true
    where s.status = 'active' and g.revoked_at is null and g.until_on >= $1::date
      and g.role = any($4::text[]) and cardinality(g.purposes) > 0
      and g.from_on <= $2::date and g.created_at < $3
      and (played.at is null or played.at < $3) and ${afterGrant('$5')}
    ${BY_PERSON} limit $6`,
};

function unusedRow(row: UnusedGrantRow): UnusedRow {
  const lastPlaybackAt = row.last_playback_at?.toISOString() ?? null;
  return { ...personOf(row), grant: reportedGrant(row), lastPlaybackAt };
}
