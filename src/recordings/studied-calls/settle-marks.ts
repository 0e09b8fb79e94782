import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { calledBefore } from './calls-sql.js';

/** After that nothing is awaited that came before a call. */
const SETTLED_AFTER_MS = 8 * 24 * 3_600_000;
/** Until then its value may be what a later call, settled in its turn, is known by. */
const SERVED_AFTER_MS = 2 * SETTLED_AFTER_MS;

/** Leaves nothing but yes or no of the marks by which callers are known again, as soon as they have served. */
@Injectable()
export class SettleMarks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A statement a batch, each of which may be repeated: a crash leaves marks for the next look. */
  async execute(): Promise<void> {
    const now = this.clock.now();
    await this.#inBatches(SETTLE, new Date(now.getTime() - SETTLED_AFTER_MS));
    await this.#inBatches(FORGET, new Date(now.getTime() - SERVED_AFTER_MS));
    await this.database.query(OVER, [helsinkiDay(now)]);
  }

  /** The oldest calls first, until those come that began after `before`. */
  async #inBatches(statement: Statement, before: Date): Promise<void> {
    while ((await this.database.query(statement, [before, BATCH])).length === BATCH);
  }
}

const BATCH = 2000;

/** The oldest marks that `which` says, of calls that began before `$1`. What another instance has claimed is passed over. */
function oldest(which: string): string {
  return `
    (select m.contact_id, l.started_at
      from (
        select contact_id from caller_mark where ${which}
        order by due_on, contact_id limit $2 for update skip locked) m,
      lateral (select min(started_at) as started_at from recording where contact_id = m.contact_id) l
      where l.started_at < $1) l`;
}

const SETTLE: Statement = {
  name: 'caller-marks-settle',
  text: `
    update caller_mark m set again = ${calledBefore('l.started_at')} from ${oldest('again is null and value is not null')}
    where l.contact_id = m.contact_id returning m.contact_id`,
};

const FORGET: Statement = {
  name: 'caller-marks-forget',
  text: `
    update caller_mark m set value = null, before = '{}' from ${oldest('again is not null and value is not null')}
    where l.contact_id = m.contact_id returning m.contact_id`,
};

/** What is held past the day of its mark keeps no mark. */
const OVER: Statement = { name: 'caller-marks-over', text: 'delete from caller_mark where due_on < $1' };
