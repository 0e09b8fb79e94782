import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import { ALARM_KINDS, type AlarmKind } from './ingest-alarm.entity.js';

/** The account in numbers, without ids. */
export interface CountsOfSource {
  readonly source: string;
  /** Lines that are there, by what became of them; those that are forgotten are not among them. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly missing: number;
  readonly gaps: number;
  /** Null: nothing of it is remembered. */
  readonly lastAt: Date | null;
}

export interface ArrivalCounts {
  readonly sources: readonly CountsOfSource[];
  readonly quarantined: number;
  readonly openAlarms: Readonly<Record<AlarmKind, number>>;
}

/** Counts what is there now, for measuring: one statement over indexes and one over the open alarms. */
@Injectable()
export class CountArrivals {
  constructor(private readonly database: Database) {}

  async execute(): Promise<ArrivalCounts> {
    const sources = await this.database.query<CountRow>(COUNT);
    const [row] = await this.database.query<OpenRow>(OPEN);
    return {
      sources: sources.map(({ source, outcomes, missing, gaps, last_at }) => ({
        ...{ source, outcomes, missing, gaps, lastAt: last_at },
      })),
      quarantined: row?.quarantined ?? 0,
      openAlarms: Object.fromEntries(ALARM_KINDS.map(kind => [kind, row?.alarms?.[kind] ?? 0])) as Record<
        AlarmKind,
        number
      >, // each of ALARM_KINDS
    };
  }
}

interface CountRow {
  readonly source: string;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly missing: number;
  readonly gaps: number;
  readonly last_at: Date | null;
}

interface OpenRow {
  readonly quarantined: number;
  readonly alarms: Readonly<Partial<Record<AlarmKind, number>>> | null;
}

const COUNT: Statement = {
  name: 'arrivals-count',
  text: `
    select source, jsonb_object_agg(outcome, lines) as outcomes, sum(missing)::int as missing, max(last_at) as last_at,
      (select count(*)::int from arrival_gap g where g.source = o.source and g.closed_at is null) as gaps
    from (
      select source, outcome, count(*)::int as lines, max(seen_at) as last_at,
        count(*) filter (where outcome = 'awaited' and missed_at is not null)::int as missing
      from arrival group by source, outcome) o
    group by source order by source`,
};

const OPEN: Statement = {
  name: 'arrivals-open',
  text: `
    select (select count(*)::int from quarantined_item) as quarantined,
      (select jsonb_object_agg(kind, alarms) from (
        select kind, count(*)::int as alarms from ingest_alarm where cleared_at is null group by kind) k) as alarms`,
};
