import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { habitFrom, type HabitHour } from './habit.js';

/** A source with its habit and when something last came from it; of what came long ago, the beginning of its hour. */
export interface SourceHabit {
  readonly source: string;
  readonly lastAt: Date;
  readonly hours: readonly HabitHour[];
}

/** Tells at which hours of the week arrivals come from each source, by the last eight weeks. */
@Injectable()
export class ReadHabits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of every source from which something came in the last weeks, in the order of names. */
  async list(): Promise<SourceHabit[]> {
    const today = helsinkiDay(this.clock.now());
    const sources = await this.database.query<LastRow>(LAST_ARRIVALS);
    const rows = await this.database.query<HabitHour & { readonly source: string }>(HOURS, [habitFrom(today), today]);
    const bySource = Map.groupBy(rows, ({ source }) => source);
    return sources.map(({ source, last_at }) => ({
      source,
      lastAt: last_at,
      hours: (bySource.get(source) ?? []).map(({ weekday, hour, weeks }) => ({ weekday, hour, weeks })),
    }));
  }
}

interface LastRow {
  readonly source: string;
  readonly last_at: Date;
}

/** The hour is remembered longer than the lines that came in it. */
const LAST_ARRIVALS: Statement = {
  name: 'arrivals-last-of-each-source',
  text: `
    select s.source, greatest(s.hour_at, (select max(a.seen_at) from arrival a where a.source = s.source)) as last_at
    from (
      select source, max(day + make_interval(hours => hour)) at time zone 'Europe/Helsinki' as hour_at
      from arrival_hour group by source) s
    order by s.source`,
};

const HOURS: Statement = {
  name: 'arrivals-habit',
  text: `
    select source, extract(isodow from day)::int as weekday, hour, count(*)::int as weeks
    from arrival_hour where day >= $1 and day < $2 group by 1, 2, 3 order by 1, 2, 3`,
};
