import { Injectable } from '@nestjs/common';
import { addDays, addMonths, helsinkiDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';

const BATCH = 2000;
/** Habits are known by eight weeks; numbers as long as the lines around them. */
const HOURS_KEPT_DAYS = 70;
const GAPS_KEPT_DAYS = 61;

/** Forgets lines whose last day is over (what they came to is counted in the same statement), and figures past their months. */
@Injectable()
export class ForgetArrivals {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** A transaction or a statement at a time; a crash leaves the rest for the next look. */
  async execute(): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    while ((await this.database.transaction(em => this.#lines(em, today))) === BATCH);
    await this.database.transaction(em => this.#gaps(em, startOfDay(addDays(today, -GAPS_KEPT_DAYS))));
    const oldest = addMonths(today, -this.config.arrivals.figuresMonths);
    await this.database.query(FORGET_DAYS, [oldest]);
    await this.database.query(FORGET_HOURS, [addDays(today, -HOURS_KEPT_DAYS)]);
    await this.database.query(FORGET_ALARMS, [startOfDay(oldest)]);
  }

  async #lines(em: EntityManager, today: Day): Promise<number> {
    const gone = await em.execute<Gone[]>(FORGET, [today, BATCH]);
    await this.#clear(em, gone, CLEAR_MISSING);
    return gone.length;
  }

  async #gaps(em: EntityManager, before: Date): Promise<void> {
    await this.#clear(em, await em.execute<Gone[]>(FORGET_GAPS, [before]), CLEAR_GAPS);
  }

  /** What was missing and is forgotten has not come: its alarm is over without a word. */
  async #clear(em: EntityManager, gone: readonly Gone[], statement: string): Promise<void> {
    const sources = [...new Set(gone.filter(({ open }) => open).map(({ source }) => source))];
    if (sources.length > 0) await em.execute(statement, [this.clock.now(), `{${sources.join(',')}}`]);
  }
}

/** What was forgotten, and whether it was missing still. */
interface Gone {
  readonly source: string;
  readonly open: boolean;
}

const FORGET = `
  with over as (
    select source, external_id from arrival where ends_on < ?
    order by ends_on limit ? for update skip locked)
  delete from arrival a using over
  where a.source = over.source and a.external_id = over.external_id
  returning a.source, a.outcome = 'awaited' as open`;
const FORGET_GAPS = 'delete from arrival_gap where found_at < ? returning source, closed_at is null as open';
const FORGET_DAYS: Statement = { name: 'arrival-days-forget', text: 'delete from arrival_day where call_on < $1' };
const FORGET_HOURS: Statement = { name: 'arrival-hours-forget', text: 'delete from arrival_hour where day < $1' };
const CLEAR = `
  update ingest_alarm a set cleared_at = ? where a.cleared_at is null and a.source = any(?::text[])`;
const CLEAR_MISSING = `${CLEAR} and a.kind = 'audio-missing' and not exists (
  select from arrival l where l.source = a.source and l.outcome = 'awaited' and l.missed_at is not null)`;
const CLEAR_GAPS = `${CLEAR} and a.kind = 'sequence-gap' and not exists (
  select from arrival_gap g where g.source = a.source and g.closed_at is null)`;
const FORGET_ALARMS: Statement = {
  name: 'ingest-alarms-forget',
  text: 'delete from ingest_alarm where cleared_at < $1',
};
