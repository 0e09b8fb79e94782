import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { daysBetween, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';
import { Notices } from '../../platform/notify/index.js';
import { MailboxTests } from './mailbox-tests.js';

/** Stands for the day of a test that never was. */
const NEVER = '0001-01-01';

/** Reminds, once, that nobody has tried for long whether requests reach the mailbox. Any number of instances may. */
@Injectable()
export class RemindOfMailbox {
  constructor(
    private readonly database: Database,
    private readonly tests: MailboxTests,
    private readonly notices: Notices,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Reminder, event and messages are one transaction: a crash leaves all of them or none. */
  async execute(): Promise<void> {
    const { dueOn, overdue } = await this.tests.standing();
    if (!overdue) return;
    const now = this.clock.now();
    const days = dueOn === null ? 0 : daysLate(dueOn, helsinkiDay(now));
    await this.database.transaction(async em => {
      const said = await em.execute<object[]>(SAY_ONCE, [dueOn ?? NEVER, now]);
      if (said.length === 0) return;
      await this.trail.record(em, { action: 'rights-mailbox.reminded', actor: THE_SYSTEM, facts: { dueOn, days } });
      const news = { kind: 'rights-mailbox-untested', state: 'raised', ...(days > 0 ? { days } : {}) } as const;
      await this.notices.tell(em, news, newId(now));
    });
  }
}

function daysLate(dueOn: Day, today: Day): number {
  return daysBetween(dueOn, today);
}

const SAY_ONCE = `
  insert into rights_mailbox_reminder (due_on, said_at) values (?, ?) on conflict do nothing returning due_on`;
