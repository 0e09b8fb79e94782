import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { addDays, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { RestrictionGround } from '../../recordings/index.js';
import { ApplyRestriction } from './apply-restriction.js';

/** A hold goes on when so many days of it are left. */
const LEFT_DAYS = 30;

/** Keeps what is restricted because the person needs it (GDPR art. 18(1)(b) and (c)) for as long as it is restricted. */
@Injectable()
export class KeepRestricted {
  constructor(
    private readonly database: Database,
    private readonly restriction: ApplyRestriction,
    private readonly clock: Clock,
  ) {}

  /**
   * Places the holds that are missing, and goes on with those that end soon.
   * @throws AggregateError of the recordings for which that failed; one does not hold up the others
   */
  async execute(): Promise<void> {
    const soon = addDays(helsinkiDay(this.clock.now()), LEFT_DAYS);
    const each = new OneByOne();
    for (const { recordingId, reference, ground } of await this.database.query<KeptRow>(ENDING, [soon]))
      await each.try(() => this.restriction.hold([recordingId], reference, ground, THE_SYSTEM));
    each.assertAllDone();
  }
}

interface KeptRow {
  readonly recordingId: string;
  readonly reference: string;
  readonly ground: RestrictionGround;
}

const ENDING: Statement = {
  name: 'rights-restrictions-ending',
  text: `
    select r.recording_id as "recordingId", r.reference, min(r.ground) as ground
    from restriction r
    where r.lifted_at is null and r.ground in ('18-1-b', '18-1-c') and not exists (
      select from hold h where h.recording_id = r.recording_id and h.reference = r.reference || '-18'
        and h.state = 'active' and h.until_on > $1)
    group by r.recording_id, r.reference order by 1, 2`,
};
