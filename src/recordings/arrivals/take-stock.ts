import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';

const HOUR_MS = 3_600_000;
/** Lines older than that were looked at often enough. */
const LOOKED_AT_MS = 48 * HOUR_MS;
/** Of a source with so many numbers missing no more are looked for: nobody works through them, and a shared counter leaves millions. */
const MOST_GAPS = 100;

/**
 * Counts and marks what the lines of the account show: arrivals by the hour, silent audio, numbers that are missing. Each is one
 * statement that gives the same however often, and by however many instances at once, it runs.
 */
@Injectable()
export class TakeStock {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - LOOKED_AT_MS);
    const { awaitedHours, silentBelowDbfs } = this.config.arrivals;
    // A number that is on its way may come later than the one after it.
    const settled = new Date(now.getTime() - awaitedHours * HOUR_MS);
    await this.database.query(COUNT_HOURS, [startOfHour(since)]);
    await this.database.query(MARK_SILENT, [since, silentBelowDbfs]);
    await this.database.query(FIND_GAPS, [new Date(settled.getTime() - LOOKED_AT_MS), settled, now, MOST_GAPS]);
    await this.database.query(CLOSE_GAPS, [now]);
  }
}

function startOfHour(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/** Lines that are forgotten early do not take away what was counted. */
const COUNT_HOURS: Statement = {
  name: 'arrivals-count-hours',
  text: `
    insert into arrival_hour as h (source, day, hour, calls)
    select source, seen::date, extract(hour from seen)::smallint, count(*)::int
    from (select source, seen_at at time zone 'Europe/Helsinki' as seen from arrival where seen_at >= $1) a
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (source, day, hour) do update set calls = excluded.calls where excluded.calls > h.calls`,
};

const MARK_SILENT: Statement = {
  name: 'arrivals-mark-silent',
  text: `
    update arrival a set silent = true from recording r
    where a.audio_at >= $1 and not a.silent and a.outcome = 'filed' and r.id = a.unit_id
      and (r.duration_ms = 0 or r.loudest_dbfs < $2)`,
};

/**
 * A leap of more than a thousand numbers is taken for a counter that began anew. What is kept for longer than the numbers around it,
 * a held call's line for instance, begins no gap. Of each source some at a time, until it has the most that may be open.
 */
const FIND_GAPS: Statement = {
  name: 'arrivals-find-gaps',
  text: `
    insert into arrival_gap (source, sequence, found_at)
    select s.source, found.missing, $3 from (
      select distinct a.source from arrival a
      where a.seen_at > $1 and a.seen_at <= $2 and a.sequence is not null and (
        select count(*) from arrival_gap g where g.source = a.source and g.closed_at is null) < $4) s
    cross join lateral (
      select missing from (
        select a.sequence, (
          select max(b.sequence) from arrival b
          where b.source = a.source and b.sequence < a.sequence and b.seen_at > a.seen_at - interval '56 days') as previous
        from arrival a
        where a.source = s.source and a.seen_at > $1 and a.seen_at <= $2 and a.sequence is not null and not exists (
          select from arrival b where b.source = a.source and b.sequence = a.sequence - 1)) e
      cross join lateral generate_series(e.previous + 1, e.sequence - 1) missing
      where e.sequence - e.previous <= 1001
        and not exists (select from arrival_gap g where g.source = s.source and g.sequence = missing)
      limit $4) found
    order by 1, 2 on conflict do nothing`,
};

const CLOSE_GAPS: Statement = {
  name: 'arrivals-close-gaps',
  text: `
    update arrival_gap g set closed_at = $1
    where g.closed_at is null
      and exists (select from arrival a where a.source = g.source and a.sequence = g.sequence)`,
};
