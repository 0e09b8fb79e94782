import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { addDays, addMonths, daysFrom, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { StudiedCalls } from '../../recordings/index.js';
import { histogramOf } from './buckets.js';
import type { Cell } from './cell.js';
import { mergeSmall } from './merge-small.js';

/**
 * Counts the calls of each day in cells of five at least, once the day is over, and again on its last days: what came late, was
 * restricted or objected to until then is in no figure otherwise than the calls themselves. Any number of instances may.
 */
@Injectable()
export class MakeDailyFigures {
  constructor(
    private readonly database: Database,
    private readonly calls: StudiedCalls,
    private readonly trail: AuditTrail,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * One transaction a day: a crash leaves the days before it made, and the rest for the next look.
   * @throws AggregateError of the days that could not be counted; one does not hold up the others
   */
  async execute(): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    const each = new OneByOne();
    for (const day of await this.#wanted(today)) await each.try(() => this.make(day, today));
    await this.database.query(FORGET, [addMonths(today, -this.config.arrivals.figuresMonths)]);
    each.assertAllDone();
  }

  /** Makes the figures of `day` unless they were made on `today` already. Cells and event are one transaction. */
  async make(day: Day, today: Day): Promise<void> {
    const cells = mergeSmall(await this.calls.cells(day, day, today));
    await this.database.transaction(async em => {
      // Whoever makes the same day waits here, and finds it made.
      const claimed = await em.execute<object[]>(CLAIM, [day, today]);
      if (claimed.length === 0) return;
      await em.execute('delete from study_cell where day = ?', [day]);
      await em.execute(INSERT, [day, JSON.stringify(cells.map(rowOf))]);
      await this.trail.record(em, { action: 'daily-figures.made', actor: THE_SYSTEM, facts: { day } });
    });
  }

  /** Days without figures, and those that live today or tomorrow for the last time and were not counted again today. */
  async #wanted(today: Day): Promise<Day[]> {
    const living = await this.calls.livingFrom(today);
    if (living === null) return [];
    // A call may begin on the day before the one on which it ends.
    const first = addDays(living, -1);
    const rows = await this.database.query<{ day: Day; madeOn: Day }>(MADE, [first]);
    const made = new Map(rows.map(({ day, madeOn }) => [day, madeOn]));
    const ends = (day: Day) => day >= living && day <= addDays(living, 1);
    return daysFrom(first, addDays(today, -1)).filter(day => {
      const madeOn = made.get(day);
      return madeOn === undefined || (ends(day) && madeOn < today);
    });
  }
}

function rowOf({ day, waitsMs, talksMs, ...cell }: Cell, place: number) {
  const [waits, talks] = [histogramOf(waitsMs), histogramOf(talksMs)];
  return {
    ...{ ...cell, place },
    ...{ waitBuckets: list(waits.keys()), waitCounts: list(waits.values()) },
    ...{ talkBuckets: list(talks.keys()), talkCounts: list(talks.values()) },
  };
}

/** An array literal of PostgreSQL. */
function list(numbers: Iterable<number>): string {
  return `{${[...numbers].join(',')}}`;
}

const MADE: Statement = {
  name: 'study-days-made',
  text: 'select day, made_on as "madeOn" from study_day where day >= $1',
};

const CLAIM = `
  insert into study_day as d (day, made_on) values (?, ?)
  on conflict (day) do update set made_on = excluded.made_on where d.made_on < excluded.made_on
  returning day`;

const INSERT = `
  insert into study_cell (day, place, queue, unit, hour, calls, answered, waited, numbered, repeated, ticketed,
    wait_buckets, wait_counts, talk_buckets, talk_counts)
  select ?, place, queue, unit, hour, calls, answered, waited, numbered, repeated, ticketed, "waitBuckets"::smallint[],
    "waitCounts"::int[], "talkBuckets"::smallint[], "talkCounts"::int[]
  from jsonb_to_recordset(?::jsonb) as cell (
    place smallint, queue text, unit text, hour smallint, calls int, answered int, waited int, numbered int, repeated int,
    ticketed int, "waitBuckets" text, "waitCounts" text, "talkBuckets" text, "talkCounts" text)`;

const FORGET: Statement = { name: 'study-days-forget', text: 'delete from study_day where day < $1' };
