import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { MailboxTest } from '../handling/mailbox-test.entity.js';
import { MailboxTests, type MailboxStanding } from '../handling/mailbox-tests.js';

/** Requests of data subjects that have had no answer yet. */
export interface UnansweredRequests {
  readonly open: number;
  /** Past their last day, and nothing stops their clock. */
  readonly late: number;
}

/** What is known of the mailbox that requests are sent to. */
export interface TriedMailbox extends MailboxStanding {
  /** Null: it was never tried. */
  readonly last: { readonly sentAt: Date; readonly arrived: boolean } | null;
}

/** How the requests of data subjects stand against what the notice says of them (§15). */
@Injectable()
export class RequestStanding {
  constructor(
    private readonly database: Database,
    private readonly mailbox: MailboxTests,
    private readonly clock: Clock,
  ) {}

  async unanswered(): Promise<UnansweredRequests> {
    const [row] = await this.database.query<UnansweredRequests>(UNANSWERED, [helsinkiDay(this.clock.now())]);
    return row ?? { open: 0, late: 0 };
  }

  async triedMailbox(): Promise<TriedMailbox> {
    const order = { orderBy: { sentAt: 'desc', id: 'desc' }, limit: 1 } as const;
    const [last] = await this.database.entities().find(MailboxTest, {}, order);
    const tried = last ? { sentAt: last.sentAt, arrived: Boolean(last.arrivedAt) } : null;
    return { ...(await this.mailbox.standing()), last: tried };
  }
}

const UNANSWERED: Statement = {
  name: 'rights-unanswered',
  text: `
    select count(*)::int as open, count(*) filter (where not stopped and last_on < $1::date)::int as late
    from rights_case where kind = 'data-subject' and closed_at is null and answered_at is null`,
};
