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

/**
 * Counts what is there now, for measuring. Lines are counted when they come, change and go (triggers of migration 0038): with a
 * million of them it takes as long as with a hundred.
 */
@Injectable()
export class CountArrivals {
  constructor(private readonly database: Database) {}

  async execute(): Promise<ArrivalCounts> {
    await this.fold();
    const sources = await this.database.query<CountRow>(COUNT_ARRIVALS);
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

  /** Adds what has changed to the sums, whatever nobody else is adding. Sums and changes together are right before and after. */
  async fold(): Promise<void> {
    for (;;) {
      const [row] = await this.database.query<{ folded: number }>(FOLD, [FOLDED_AT_ONCE]);
      if ((row?.folded ?? 0) < FOLDED_AT_ONCE) return;
    }
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

const FOLDED_AT_ONCE = 10_000;

/** In one order, so that two who fold never wait for each other in a circle. */
const FOLD: Statement = {
  name: 'arrivals-fold',
  text: `
    with folded as (
      delete from arrival_change where id in (
        select id from arrival_change order by id limit $1 for update skip locked)
      returning source, outcome, lines
    ),
    added as (
      insert into arrival_tally as t (source, outcome, lines)
      select source, outcome, sum(lines) from folded group by source, outcome order by source, outcome
      on conflict (source, outcome) do update set lines = t.lines + excluded.lines
    )
    select count(*)::int as folded from folded`,
};

/** Reads sums, and of the lines themselves what indexes hold: those that are missing, and the last of each source. */
export const COUNT_ARRIVALS: Statement = {
  name: 'arrivals-count',
  text: `
    select source, jsonb_object_agg(outcome, lines) as outcomes,
      (select count(*)::int from arrival a
        where a.source = o.source and a.outcome = 'awaited' and a.missed_at is not null) as missing,
      (select max(a.seen_at) from arrival a where a.source = o.source) as last_at,
      (select count(*)::int from arrival_gap g where g.source = o.source and g.closed_at is null) as gaps
    from (
      select source, outcome, sum(lines)::int as lines
      from (select source, outcome, lines from arrival_tally union all select source, outcome, lines from arrival_change) l
      group by source, outcome having sum(lines) > 0) o
    group by source order by source`,
};

const OPEN: Statement = {
  name: 'arrivals-open',
  text: `
    select (select count(*)::int from quarantined_item) as quarantined,
      (select jsonb_object_agg(kind, alarms) from (
        select kind, count(*)::int as alarms from ingest_alarm where cleared_at is null group by kind) k) as alarms`,
};
