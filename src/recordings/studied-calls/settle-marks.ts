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

  /** Each statement may be repeated: a crash leaves marks for the next look. */
  async execute(): Promise<void> {
    const now = this.clock.now();
    await this.database.query(SETTLE, [new Date(now.getTime() - SETTLED_AFTER_MS)]);
    await this.database.query(FORGET, [new Date(now.getTime() - SERVED_AFTER_MS)]);
    await this.database.query(OVER, [helsinkiDay(now)]);
  }
}

const BEGUN = `(select contact_id, min(started_at) as started_at from recording
    where contact_id in (select contact_id from caller_mark where value is not null)
    group by contact_id having min(started_at) < $1) l`;

const SETTLE: Statement = {
  name: 'caller-marks-settle',
  text: `
    update caller_mark m set again = ${calledBefore('l.started_at')} from ${BEGUN}
    where l.contact_id = m.contact_id and m.again is null`,
};

const FORGET: Statement = {
  name: 'caller-marks-forget',
  text: `
    update caller_mark m set value = null, before = '{}' from ${BEGUN}
    where l.contact_id = m.contact_id and m.again is not null`,
};

/** What is held past the day of its mark keeps no mark. */
const OVER: Statement = { name: 'caller-marks-over', text: 'delete from caller_mark where due_on < $1' };
