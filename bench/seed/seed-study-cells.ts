import pg from 'pg';
import { addDays, addMonths, helsinkiDay, parseDay, type Day } from '../../src/kernel/calendar.js';

/** Twelve whole months whose calls are known by daily figures alone: after those that are forgotten, before every call of the seed. */
export const STUDIED_YEAR = yearBefore(parseDay(`${helsinkiDay(new Date()).slice(0, 7)}-01`));

function yearBefore(month: Day) {
  return { from: addMonths(month, -15), through: addDays(addMonths(month, -3), -1) };
}

const QUEUES = 4;
const UNITS = 2;
const HOURS = 12;
const DAYS = 365;

/** Fills a year with daily figures of about so many calls, spread over queues, units and the hours of the day, with durations of their own. */
export async function seedStudyCells(ownerUrl: string, calls: number): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`
      insert into study_day (day, made_on)
      select day::date, day::date + 1 from generate_series('${STUDIED_YEAR.from}'::date, '${STUDIED_YEAR.through}'::date, '1 day') day`);
    await client.query(CELLS, [calls / (DAYS * QUEUES * UNITS * HOURS)]);
    await client.query('vacuum (analyze) study_cell');
    const { rows } = await client.query<{ calls: number }>('select sum(calls)::int as calls from study_cell');
    return rows[0]?.calls ?? 0;
  } finally {
    await client.end();
  }
}

/**
 * Two thirds to four thirds of the mean in each cell; each call waits and talks for some bucket around the middle. On the days of the year
 * alone: the server makes those of the last weeks itself.
 */
const CELLS = `
  insert into study_cell (day, place, queue, unit, hour, calls, answered, waited, numbered, repeated, ticketed,
    wait_buckets, wait_counts, talk_buckets, talk_counts)
  select day, row_number() over (partition by day), 'queue-' || queue, 'unit-' || unit, hour, calls, calls, calls, calls, calls / 6, calls / 2,
    w.buckets, w.counts, t.buckets, t.counts
  from (
    select day, queue, unit, hour, ceil($1::float8 * (2 / 3.0 + random() * 2 / 3))::int as calls
    from study_day, generate_series(1, ${QUEUES}) queue, generate_series(1, ${UNITS}) unit, generate_series(8, ${7 + HOURS}) hour
    where day between '${STUDIED_YEAR.from}' and '${STUDIED_YEAR.through}') cell,
    lateral (${bucketsOf('day, queue, unit, hour, calls', 40, 60)}) w, lateral (${bucketsOf('day, queue, unit, hour, calls', 90, 60)}) t`;

/** `outer` keeps the planner from drawing once for all cells. */
function bucketsOf(outer: string, from: number, spread: number): string {
  return `
    select array_agg(bucket order by bucket) as buckets, array_agg(n order by bucket) as counts
    from (
      select (${from} + floor((random() + random()) / 2 * ${spread}))::smallint as bucket, count(*)::int as n
      from generate_series(1, calls) where (${outer}) is not null group by 1) drawn`;
}
