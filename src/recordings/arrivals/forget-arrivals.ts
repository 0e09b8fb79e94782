import { Injectable } from '@nestjs/common';
import { addDays, addMonths, helsinkiDay, startOfDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type Statement } from '../../platform/database/index.js';

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

  /** A statement a batch; a crash leaves the rest for the next look. */
  async execute(): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    while ((await this.database.query(FORGET, [today, BATCH])).length === BATCH);
    const oldest = addMonths(today, -this.config.arrivals.figuresMonths);
    await this.database.query(FORGET_DAYS, [oldest]);
    await this.database.query(FORGET_HOURS, [addDays(today, -HOURS_KEPT_DAYS)]);
    await this.database.query(FORGET_GAPS, [startOfDay(addDays(today, -GAPS_KEPT_DAYS))]);
    await this.database.query(FORGET_ALARMS, [startOfDay(oldest)]);
  }
}

const FORGET: Statement = {
  name: 'arrivals-forget',
  text: `
    with over as (
      select source, external_id from arrival where ends_on < $1
      order by ends_on limit $2 for update skip locked)
    delete from arrival a using over
    where a.source = over.source and a.external_id = over.external_id returning a.source`,
};
const FORGET_DAYS: Statement = { name: 'arrival-days-forget', text: 'delete from arrival_day where call_on < $1' };
const FORGET_HOURS: Statement = { name: 'arrival-hours-forget', text: 'delete from arrival_hour where day < $1' };
const FORGET_GAPS: Statement = { name: 'arrival-gaps-forget', text: 'delete from arrival_gap where found_at < $1' };
const FORGET_ALARMS: Statement = {
  name: 'ingest-alarms-forget',
  text: 'delete from ingest_alarm where cleared_at < $1',
};
