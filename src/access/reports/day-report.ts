import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import { boundSince } from '../undertakings/bound-through.js';
import { UndertakingStandings, type UndertakingHistory } from '../undertakings/undertaking-standings.js';
import { accessOnDay, type Span } from './day-access.js';
import { cursorId, pageById } from './keyset.js';
import {
  afterGrant,
  BY_PERSON,
  GRANT_COLUMNS,
  personOf,
  reportedGrant,
  type GrantOfPersonRow,
} from './reported-grant.js';
import type { DayQuery, DayRow } from './reports.schemas.js';

/** Who had access to what on a given day, from what is kept of grants, suspensions, people and undertakings. */
@Injectable()
export class DayReport {
  constructor(
    private readonly database: Database,
    private readonly undertakings: UndertakingStandings,
    private readonly clock: Clock,
  ) {}

  /**
   * Grants that were there on any part of the day, by the name of their person. A page may have fewer rows than `limit`.
   * The cursor is the last grant's id.
   * @throws DomainError `day-to-come`
   */
  async page({ on, cursor, limit }: DayQuery): Promise<Page<DayRow>> {
    const day = parseDay(on);
    if (day > helsinkiDay(this.clock.now())) throw toCome();
    const values = [day, startOfDay(day), startOfDay(addDays(day, 1)), cursorId(cursor), limit + 1];
    const rows = await this.database.query<HistoryRow>(HISTORY, values);
    const history = await this.undertakings.history(rows.map(({ staff_id }) => staff_id));
    return pageById(
      rows,
      limit,
      ({ id }) => id,
      row => dayRow(row, day, history),
    );
  }
}

/** A grant that was there on a part of a day, with what is kept of its history. */
export interface HistoryRow extends GrantOfPersonRow {
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  readonly named_at: Date;
  readonly left_at: Date | null;
  /** Pairs of instants in milliseconds, from each suspension to its end. */
  readonly suspensions: readonly (readonly [number, number | null])[];
}

const HISTORY: Statement = {
  name: 'access-on-day',
  text: `
    select ${GRANT_COLUMNS}, g.created_at, g.revoked_at, s.created_at as named_at,
           case when s.status = 'active' then null else s.deactivated_at end as left_at,
           coalesce((
             select jsonb_agg(jsonb_build_array(extract(epoch from p.suspended_at) * 1000, extract(epoch from p.lifted_at) * 1000))
             from grant_suspension p
             where p.grant_id = g.id and p.suspended_at < $3 and (p.lifted_at is null or p.lifted_at > $2)), '[]') as suspensions
    from access_grant g join staff s on s.id = g.staff_id
    where g.from_on <= $1::date and g.until_on >= $1::date
      and g.created_at < $3 and (g.revoked_at is null or g.revoked_at > $2) and ${afterGrant('$4')}
    ${BY_PERSON} limit $5`,
};

/** How far the grant worked on the day; null where its person was not there on any part of it. */
export function dayRow(row: HistoryRow, day: Day, history: UndertakingHistory): DayRow | null {
  const access = accessOnDay(
    {
      given: { from: row.created_at, until: row.revoked_at },
      active: { from: row.named_at, until: row.left_at },
      suspensions: row.suspensions.map(spanOf),
      boundFrom: boundSince(history.of(row.staff_id), history.versions, day),
    },
    day,
  );
  if (!access) return null;
  return { ...personOf(row), grant: reportedGrant(row), worked: access.worked, because: [...access.because] };
}

function spanOf([from, until]: readonly [number, number | null]): Span {
  return { from: new Date(from), until: until === null ? null : new Date(until) };
}

function toCome(): DomainError {
  return new DomainError('unprocessable', 'day-to-come', 'Nobody had access on a day to come.');
}
