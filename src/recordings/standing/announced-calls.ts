import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';

/** How it is known that callers were told of the recording, by the number of recordings. */
export interface AnnouncedStanding {
  readonly recordings: number;
  readonly byCall: number;
  readonly byPlan: number;
  readonly byPerson: number;
  /** Nothing says which announcement was heard, or in which language. */
  readonly without: number;
  /** Waits to be sorted out because of it: nobody hears these. */
  readonly waiting: number;
}

/** Asks of each recording that is kept how its caller was told (privacy notice §5). */
@Injectable()
export class AnnouncedCalls {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async standing(): Promise<AnnouncedStanding> {
    const [row] = await this.database.query<AnnouncedStanding>(ANNOUNCED, [helsinkiDay(this.clock.now())]);
    return row ?? { recordings: 0, byCall: 0, byPlan: 0, byPerson: 0, without: 0, waiting: 0 };
  }
}

const TOLD = `notice_version <> '' and notice_language <> ''`;

const ANNOUNCED: Statement = {
  name: 'recordings-announced',
  text: `
    select count(*)::int as recordings,
           count(*) filter (where ${TOLD} and notice_evidence = 'call')::int as "byCall",
           count(*) filter (where ${TOLD} and notice_evidence = 'plan')::int as "byPlan",
           count(*) filter (where ${TOLD} and notice_evidence = 'person')::int as "byPerson",
           count(*) filter (where not (${TOLD} and notice_evidence in ('call', 'plan', 'person')))::int as without,
           (select count(*)::int from quarantined_item where reason = 'notice-evidence-missing' and due_on >= $1::date) as waiting
    from recording where due_on >= $1::date`,
};
