import { Injectable } from '@nestjs/common';
import { addDays, parseDay, startOfDay, type Day } from '../kernel/calendar.js';
import { Database, type Statement } from '../platform/database/index.js';

/** Tells of custody units no more than that they are kept, and through which day: for whoever may not see them. */
@Injectable()
export class UnitsKept {
  constructor(private readonly database: Database) {}

  /** The last day of a unit that is there; null where none of that id is. */
  async lastDayOf(id: string): Promise<Day | null> {
    const [row] = await this.database.query<{ due_on: string }>(LAST_DAY, [id]);
    return row ? parseDay(row.due_on) : null;
  }

  /** How many recordings there are of calls that ended on `day`, from `queue` where it is given, that are not over on `today`. */
  async countOf(day: Day, queue: string | undefined, today: Day): Promise<number> {
    const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))];
    const [row] = await this.database.query<{ kept: number }>(OF_DAY, [from, to, queue ?? null, today]);
    return row?.kept ?? 0;
  }

  /** Units of days until `day` whose key is still there, by day, oldest first. */
  async readableUntil(day: Day): Promise<{ day: Day; units: number }[]> {
    const rows = await this.database.query<{ day: string; units: number }>(READABLE, [day]);
    return rows.map(row => ({ day: parseDay(row.day), units: row.units }));
  }
}

const LAST_DAY: Statement = {
  name: 'recordings-last-day-of-unit',
  text: `
    select due_on from recording where id = $1 union all select due_on from contact where id = $1
    union all select due_on from quarantined_item where id = $1 union all select due_on from training_copy where id = $1
    union all select due_on from dossier where id = $1
    limit 1`,
};

/** A call starts on the day on which it ends, or the day before. */
const OF_DAY: Statement = {
  name: 'recordings-kept-of-day',
  text: `
    select count(*)::int as kept from recording
    where started_at >= $1::timestamptz - interval '1 day' and started_at < $2 and ended_at >= $1 and ended_at < $2
      and ($3::text is null or queue = $3) and due_on >= $4`,
};

const READABLE: Statement = {
  name: 'recordings-readable-until',
  text: `
    select d.day, count(*)::int as units
    from due_day d join (
      select due_on from recording where due_on <= $1 union all select due_on from contact where due_on <= $1
      union all select due_on from quarantined_item where due_on <= $1
      union all select due_on from training_copy where due_on <= $1
      union all select due_on from dossier where due_on <= $1
    ) u on u.due_on = d.day
    where d.state <> 'destroyed' group by d.day order by d.day`,
};
