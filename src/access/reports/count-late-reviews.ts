import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';

/** How many access reviews were late in a span of days, and how many of those still are. */
export interface LateReviewCount {
  readonly late: number;
  readonly stillOpen: number;
}

/** Counts the reviews that nobody finished in time (see `late-reviews-report.ts`), for statements. */
@Injectable()
export class CountLateReviews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those that were late on one of the days from `first` to `last`, as far as they have come. */
  async between(first: Day, last: Day): Promise<LateReviewCount> {
    const today = helsinkiDay(this.clock.now());
    const through = last < today ? last : today;
    return firstRow(await this.database.query<LateReviewCount>(LATE, [first, addDays(through, 1)]));
  }
}

const LATE: Statement = {
  name: 'access-count-late-reviews',
  text: `
    with review as (
      select greatest((case when kind = 'recovery' then escalate_on else suspend_on end) - 1,
                      (opened_at at time zone 'Europe/Helsinki')::date) as last_on,
             (closed_at at time zone 'Europe/Helsinki')::date as closed_on
      from access_review where outcome is null or outcome in ('decided', 'overdue'))
    select count(*)::int as late, count(*) filter (where closed_on is null or closed_on >= $2::date)::int as "stillOpen"
    from review
    where last_on < $2::date - 1 and (closed_on is null or (closed_on > last_on and closed_on >= $1::date))`,
};
