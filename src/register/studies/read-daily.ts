import { Injectable } from '@nestjs/common';
import { reach, type AppAbility, type Column } from '../../access/index.js';
import { daysBetween } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { COUNTS, type Counts } from './cell.js';
import { GROUP_SQL } from './grouping.js';
import type { CountedGroups } from './read-living.js';
import type { AskedStudy } from './study-period.js';
import { NOTHING, type Tally } from './tally.js';

/** Where the facts that the rules use live in `study_cell`. */
export const STUDY_COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  unit: { sql: 'unit', type: 'text' },
};

/** Counts days whose calls are gone, by their cells. */
@Injectable()
export class ReadDaily {
  constructor(private readonly database: Database) {}

  async execute(asked: AskedStudy, ability: AppAbility): Promise<CountedGroups> {
    const within = reach(ability, { verb: 'read', kind: 'ServiceLevelStudy' }, STUDY_COLUMNS, 4);
    if (!within) return { groups: new Map(), queues: [], units: [] };
    const values = [asked.from, asked.through, asked.queue, asked.unit, ...within.values];
    const ask = <Row extends object>(text: string): Promise<Row[]> =>
      this.database.query<Row>({ name: `study/${asked.group}/${within.sql}`, text, onceOnly: true }, values);
    const [key, seen] = [GROUP_SQL[asked.group], `day between $1 and $2 and ${within.sql}`];
    const wanted = `${seen} and queue = coalesce($3, queue) and unit = coalesce($4, unit)`;
    const counts = await ask<CountsRow>(countsSql(key, wanted));
    const durations = Map.groupBy(await ask<BucketRow>(durationsSql(key, wanted)), row => row.key);
    const places = await ask<{ queue: string; unit: string }>(placesSql(seen));
    return {
      groups: new Map(counts.map(row => [row.key, tallyOf(row, durations.get(row.key) ?? [])])),
      queues: [...new Set(places.map(({ queue }) => queue))],
      units: [...new Set(places.map(({ unit }) => unit))],
    };
  }

  /** Of how many of the days no figures were ever made. */
  async without({ from, through }: Pick<AskedStudy, 'from' | 'through'>): Promise<number> {
    const [row] = await this.database.query<{ days: number }>(DAYS, [from, through]);
    return daysBetween(from, through) + 1 - (row?.days ?? 0);
  }
}

type CountsRow = Counts & { readonly key: string };

interface BucketRow {
  readonly key: string;
  readonly waits: boolean;
  readonly bucket: number;
  readonly count: number;
}

function tallyOf(row: CountsRow, buckets: readonly BucketRow[]): Tally {
  const kept = (waits: boolean) =>
    new Map(buckets.filter(one => one.waits === waits).map(({ bucket, count }) => [bucket, count]));
  return {
    ...{ ...NOTHING, ...row },
    ...{ waits: { exactMs: [], kept: kept(true) }, talks: { exactMs: [], kept: kept(false) } },
  };
}

/** The parameters that the other statements use are named in each: PostgreSQL wants to know their types. */
const SAME_PARAMETERS = '($3::text is null or true) and ($4::text is null or true)';

function countsSql(key: string, wanted: string): string {
  const sums = COUNTS.map(name => `sum(${name})::int as ${name}`).join(', ');
  return `select ${key} as key, ${sums} from study_cell where ${wanted} group by 1`;
}

function durationsSql(key: string, wanted: string): string {
  return `
    select key, waits, bucket, sum(count)::int as count
    from (
      select ${key} as key, true as waits, unnest(wait_buckets) as bucket, unnest(wait_counts) as count
      from study_cell where ${wanted}
      union all
      select ${key}, false, unnest(talk_buckets), unnest(talk_counts) from study_cell where ${wanted}) durations
    group by 1, 2, 3`;
}

function placesSql(seen: string): string {
  return `select distinct queue, unit from study_cell where ${seen} and ${SAME_PARAMETERS}`;
}

const DAYS: Statement = {
  name: 'study-days-between',
  text: 'select count(*)::int as days from study_day where day between $1 and $2',
};
