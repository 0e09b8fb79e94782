import pg from 'pg';
import type { Operation } from '../harness/measure.js';
import { STUDIED_YEAR } from '../seed/seed-study-cells.js';

/**
 * The study of a year by the month that a good programmer writes by hand: counts, and percentiles from the same buckets, in SQL; no
 * rules, no event; prepared, on one connection.
 */
export class BareStudy {
  private constructor(private readonly client: pg.Client) {}

  static async open(applicationUrl: string): Promise<BareStudy> {
    const client = new pg.Client({ connectionString: applicationUrl });
    await client.connect();
    return new BareStudy(client);
  }

  readonly study: Operation = async () => {
    const values = [STUDIED_YEAR.from, STUDIED_YEAR.through];
    const startedAtMs = performance.now();
    const counts = await this.client.query({ ...COUNTS, values });
    const percentiles = await this.client.query({ ...PERCENTILES, values });
    const places = await this.client.query({ ...PLACES, values });
    if (counts.rows.length !== 12 || percentiles.rows.length !== 24 || places.rows.length !== 8)
      throw new Error('the hand-written study is not of a year');
    return performance.now() - startedAtMs;
  };

  close(): Promise<void> {
    return this.client.end();
  }
}

const YEAR = 'from study_cell where day between $1 and $2';

const COUNTS = {
  name: 'bench-study-counts',
  text: `
    select to_char(day, 'YYYY-MM') as key, sum(calls)::int as calls, sum(answered)::int as answered, sum(waited)::int as waited,
      sum(numbered)::int as numbered, sum(repeated)::int as repeated, sum(ticketed)::int as ticketed ${YEAR} group by 1`,
};

const PERCENTILES = {
  name: 'bench-study-percentiles',
  text: `
    with bucket as (
      select key, kind, bucket, sum(n) as n from (
        select to_char(day, 'YYYY-MM') as key, 'wait' as kind, unnest(wait_buckets) as bucket, unnest(wait_counts) as n ${YEAR}
        union all
        select to_char(day, 'YYYY-MM'), 'talk', unnest(talk_buckets), unnest(talk_counts) ${YEAR}) b
      group by 1, 2, 3),
    ranked as (
      select key, kind, bucket, sum(n) over (partition by key, kind order by bucket) as until,
        sum(n) over (partition by key, kind) as total
      from bucket)
    select key, kind, min(bucket) filter (where until >= 0.5 * total) as p50, min(bucket) filter (where until >= 0.9 * total) as p90,
      min(bucket) filter (where until >= 0.95 * total) as p95
    from ranked group by 1, 2`,
};

const PLACES = { name: 'bench-study-places', text: `select distinct queue, unit ${YEAR}` };
