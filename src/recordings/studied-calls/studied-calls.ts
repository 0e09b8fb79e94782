import { Injectable } from '@nestjs/common';
import { addDays, helsinkiDay, parseDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { MOST_CALL_DAYS } from '../call-length.js';
import { STUDIED_CALLS } from './calls-sql.js';

/** The calls of one day, queue, unit and hour, counted: what of them is known, and of nobody. */
export interface StudiedCell {
  readonly day: Day;
  readonly queue: string;
  /** Empty where the source names none. */
  readonly unit: string;
  /** The hour in Helsinki at which they began. */
  readonly hour: number;
  readonly calls: number;
  readonly answered: number;
  /** Of the answered ones those whose number is known, of these those who had called within seven days, and those with a ticket. */
  readonly numbered: number;
  readonly repeated: number;
  readonly ticketed: number;
  /** How long was waited, where it is known, and talked, in milliseconds, a number for each answered call, in no order. */
  readonly waitsMs: readonly number[];
  readonly talksMs: readonly number[];
}

/** Counts the calls of the living contact history for studies of service levels (privacy notice §5): no id, number or agent leaves it. */
@Injectable()
export class StudiedCalls {
  constructor(private readonly database: Database) {}

  /** The first day of which every call is within its ordinary time on `today`; null where no call is. */
  async livingFrom(today: Day): Promise<Day | null> {
    const [oldest] = await this.database.query<{ ended_at: Date | null }>(OLDEST, [today]);
    return oldest?.ended_at ? helsinkiDay(oldest.ended_at) : null;
  }

  /** Calls that began on the days from `from` through `through`, as far as they are within their ordinary time on `today`. */
  async cells(from: Day, through: Day, today: Day): Promise<StudiedCell[]> {
    const rows = await this.database.query<CellRow>(CELLS, [startOfDay(from), startOfDay(addDays(through, 1)), today]);
    return rows.map(({ waits, talks, ...counts }) => ({
      ...counts,
      ...{ day: parseDay(counts.day), waitsMs: numbersOf(waits), talksMs: numbersOf(talks) },
    }));
  }
}

type CellRow = Omit<StudiedCell, 'day' | 'waitsMs' | 'talksMs'> &
  Readonly<Record<'waits' | 'talks', string | null>> & { readonly day: string };

/** One text is read many times faster than an array of the driver. */
function numbersOf(text: string | null): number[] {
  return text === null ? [] : text.split(',').map(Number);
}

/**
 * The first end of a call among those that began while the first to begin may have lasted, as no call is longer. Recordings that are held
 * past their ordinary day, and that the walk passes by, are few.
 */
const OLDEST: Statement = {
  name: 'studied-calls-oldest',
  text: `
    select min(ended_at) as ended_at from recording
    where ordinary_due_on >= $1 and due_on >= $1 and started_at <= interval '${MOST_CALL_DAYS} days' + (
      select started_at from recording where ordinary_due_on >= $1 and due_on >= $1 order by started_at, id limit 1)`,
};

const CELLS: Statement = {
  name: 'studied-calls-cells',
  text: `
    with ${STUDIED_CALLS}
    select began::date as day, queue, unit, extract(hour from began)::int as hour, count(*)::int as calls,
      (count(*) filter (where answered))::int as answered, (count(*) filter (where numbered))::int as numbered,
      (count(*) filter (where repeated))::int as repeated, (count(*) filter (where ticketed))::int as ticketed,
      string_agg(wait_ms::text, ',') as waits, string_agg(talk_ms::text, ',') as talks
    from studied_call group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
};
