import { Injectable } from '@nestjs/common';
import { helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { ReclaimUnits, type UnitCounts } from '../../recordings/index.js';

/** Tells which due days are over and not yet purged to the end. */
@Injectable()
export class DueDaysToPurge {
  constructor(
    private readonly database: Database,
    private readonly units: ReclaimUnits,
    private readonly clock: Clock,
  ) {}

  /** Days that have ended in Helsinki, oldest first. */
  async list(): Promise<Day[]> {
    const today = helsinkiDay(this.clock.now());
    const rows = await this.database.query<{ day: string }>(OVER, [today]);
    return rows.map(row => parseDay(row.day));
  }

  /** The same days with how many units end on each: what a purge would take away. */
  async listCounted(): Promise<(UnitCounts & { readonly day: Day })[]> {
    const em = this.database.entities();
    const counted = [];
    for (const day of await this.list()) counted.push({ day, ...(await this.units.count(em, day)) });
    return counted;
  }
}

const OVER: Statement = {
  name: 'due-days-over',
  text: `
    select d.day from due_day d left join purge_run p on p.day = d.day
    where d.day < $1 and (d.state <> 'destroyed' or p.finished_at is null)
    order by d.day`,
};
