import { Injectable } from '@nestjs/common';
import { daysBetween, helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Page } from '../../platform/http/index.js';
import type { ReviewKind, ReviewOutcome } from '../reviews/access-review.entity.js';
import { cursorId, pageById } from './keyset.js';
import type { LateRow, ReportQuery } from './reports.schemas.js';

/**
 * Reviews that nobody finished in time. New duties are to be decided before their day, a new manager and a recertification
 * before the deadline; a recovery suspends at once, so that it is late only when it is escalated.
 */
@Injectable()
export class LateReviewsReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first; those that were withdrawn, or lapsed by themselves, are not late. The cursor is the last review's id. */
  async page({ cursor, limit }: ReportQuery): Promise<Page<LateRow>> {
    const today = helsinkiDay(this.clock.now());
    const rows = await this.database.query<ReviewRow>(LATE, [today, cursorId(cursor), limit + 1]);
    return pageById(
      rows,
      limit,
      ({ id }) => id,
      row => lateRow(row, today),
    );
  }
}

/** A late review as the database has it; `last_on`: the last day on which it was in time. */
export interface ReviewRow {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly staff_id: string;
  readonly display_name: string;
  readonly reviewer_name: string | null;
  readonly opened_at: Date;
  readonly last_on: string;
  readonly closed_at: Date | null;
  readonly outcome: ReviewOutcome | null;
}

const LATE: Statement = {
  name: 'access-late-reviews',
  text: `
    with review as (
      select r.*, (case when r.kind = 'recovery' then r.escalate_on else r.suspend_on end) - 1 as due_on,
             (r.closed_at at time zone 'Europe/Helsinki')::date as closed_on
      from access_review r
      where r.outcome is null or r.outcome in ('decided', 'overdue'))
    select r.id, r.kind, r.staff_id, s.display_name, v.display_name as reviewer_name, r.opened_at,
           greatest(r.due_on, (r.opened_at at time zone 'Europe/Helsinki')::date) as last_on, r.closed_at, r.outcome
    from review r join staff s on s.id = r.staff_id left join staff v on v.id = r.reviewer_id
    where coalesce(r.closed_on, $1::date) > greatest(r.due_on, (r.opened_at at time zone 'Europe/Helsinki')::date)
      and ($2::uuid is null or (r.opened_at, r.id) < (select l.opened_at, l.id from access_review l where l.id = $2))
    order by r.opened_at desc, r.id desc limit $3`,
};

/** How late a review was when it was closed in Helsinki, or is on `today`. */
export function lateRow(row: ReviewRow, today: Day): LateRow {
  const until = row.closed_at ? helsinkiDay(row.closed_at) : today;
  return {
    reviewId: row.id,
    kind: row.kind,
    staffId: row.staff_id,
    displayName: row.display_name,
    reviewerName: row.reviewer_name,
    openedAt: row.opened_at.toISOString(),
    lastOn: row.last_on,
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
    daysLate: daysBetween(parseDay(row.last_on), until),
  };
}
