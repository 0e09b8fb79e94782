import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, firstRow, type Statement as Query } from '../../platform/database/index.js';
import { UnitsKept } from '../../recordings/index.js';
import type { StatementSpan } from './statement-span.js';
import type { Statement } from './statements.schemas.js';

/** Counts by certificates what was deleted in a month, in time and late, and what is late and still there. */
@Injectable()
export class CountDeletions {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsKept,
    private readonly clock: Clock,
  ) {}

  async deleted({ begins, ends }: StatementSpan): Promise<Statement['deleted']> {
    return firstRow(await this.database.query<Statement['deleted']>(DELETED, [begins, ends]));
  }

  /**
   * What was readable for too long: gone in the month, or not gone when the month ended or at this moment. A month that is over tells of
   * what went later when that was, and of what has not gone yet.
   */
  async incidents({ begins, ends }: StatementSpan): Promise<Statement['incidents']> {
    const gone = await this.database.query<{ due_on: string; units: number; until: Date }>(LATE, [begins, ends]);
    const there = await this.units.readableUntil(lateBy(this.clock.now(), ends));
    return [
      ...gone.map(({ due_on, units, until }) => ({ dueOn: due_on, units, until: until.toISOString() })),
      ...there.map(({ day, units }) => ({ dueOn: day, units, until: null })),
    ];
  }
}

/**
 * The last day of which what was still there by `now`, or before the month had ended, was late. The period of a day ends with it: 24 hours
 * later the day after the next begins, give or take a change of the clock.
 */
function lateBy(now: Date, ends: Date): Day {
  const last = new Date(ends.getTime() - 1);
  return addDays(helsinkiDay(now < last ? now : last), -2);
}

const LATE_AFTER = `((due_on + 1)::timestamp at time zone 'Europe/Helsinki') + interval '24 hours'`;

const DELETED: Query = {
  name: 'retention-statement-deleted',
  text: `
    select count(*) filter (where reason = 'due' and key_destroyed_at <= ${LATE_AFTER})::int as "inTime",
           count(*) filter (where reason = 'due' and key_destroyed_at > ${LATE_AFTER})::int as late,
           count(*) filter (where reason = 'erasure')::int as erased,
           coalesce(sum(size_bytes), 0)::bigint as bytes
    from deletion_certificate where key_destroyed_at >= $1 and key_destroyed_at < $2`,
};

const LATE: Query = {
  name: 'retention-statement-late',
  text: `
    select due_on, count(*)::int as units, max(key_destroyed_at) as until from deletion_certificate
    where key_destroyed_at >= $1 and key_destroyed_at > ${LATE_AFTER} and ${LATE_AFTER} < $2
    group by due_on order by due_on`,
};
