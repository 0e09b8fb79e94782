import type { TestServer } from '../support/server.js';

/** What plain SQL says of a group. */
export interface OracleRow {
  readonly key: string;
  readonly calls: number;
  readonly answered: number;
  readonly waited: number;
  readonly numbered: number;
  readonly repeated: number;
  readonly ticketed: number;
  readonly waits: readonly number[] | null;
  readonly talks: readonly number[] | null;
}

export const GROUPINGS = ['day', 'week', 'month', 'weekday', 'hour', 'queue', 'unit'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const KEYS: Readonly<Record<Grouping, string>> = {
  day: 'day::text',
  week: `(day - ((extract(isodow from day)::int - 1)))::text`,
  month: `substr(day::text, 1, 7)`,
  weekday: 'extract(isodow from day)::text',
  hour: `case when told_by_hour then to_char(hour, 'FM00') else '' end`,
  queue: 'queue',
  unit: 'unit',
};

/** Keeps what each call is in the figures as, by clear callers and by hand. Cells of fewer than five, and the smallest beside too few, have no hour. */
export async function makeOracle(server: TestServer, today: string): Promise<{ readonly smallest: number }> {
  await server.sql(STUDIED, [today]);
  await server.sql('create index on oracle_studied (day)');
  const [row] = await server.sql<{ smallest: number }>(
    'select min(n)::int as smallest from (select count(*) as n from oracle_studied group by day, queue, unit) places',
  );
  return { smallest: row?.smallest ?? 0 };
}

/** The figures by a grouping, by plain SQL over the calls as they were drawn. */
export function oracleBy(server: TestServer, grouping: Grouping | 'all'): Promise<OracleRow[]> {
  const key = grouping === 'all' ? `'total'::text` : KEYS[grouping];
  const percentiles = (column: string) =>
    `percentile_disc(array[0.5, 0.9, 0.95]) within group (order by ${column}) filter (where answered and ${column} is not null)`;
  return server.sql<OracleRow>(`
    select ${key} as key, count(*)::int as calls, (count(*) filter (where answered))::int as answered,
      count(wait_ms)::int as waited, (count(*) filter (where numbered))::int as numbered,
      (count(*) filter (where repeated))::int as repeated, (count(*) filter (where answered and ticketed))::int as ticketed,
      ${percentiles('wait_ms')} as waits, ${percentiles('talk_ms')} as talks
    from oracle_studied group by 1`);
}

/** A mark stands under its own last day and those before it (ADR 0021): a call that goes on past midnight is not seen by one within it. */
const lastDay = (call: string) => `(${call}.ended_at at time zone 'Europe/Helsinki')::date`;

const STUDIED = `
  create table oracle_studied as
  with studied as (
    select *, answered and caller is not null as numbered, answered and exists (
      select from oracle_call e
      where e.caller = o.caller and e.i <> o.i and e.answered and e.direction = 'inbound' and not e.left_out
        and e.started_at < o.started_at and e.started_at >= o.started_at - interval '7 days'
        and ${lastDay('e')} <= ${lastDay('o')}) as repeated
    from oracle_call o where direction = 'inbound' and not (left_out and answered) and day < $1::date),
  cell as (
    select day, queue, unit, hour, count(*) as n from studied group by 1, 2, 3, 4),
  beside as (
    select *, sum(n) filter (where n < 5) over (partition by day, queue, unit) as small,
      row_number() over (partition by day, queue, unit, n >= 5 order by n, hour::text collate "C") as place
    from cell)
  select s.*, n >= 5 and not (coalesce(small, 0) between 1 and 4 and place = 1) as told_by_hour
  from studied s join beside using (day, queue, unit, hour)`;
