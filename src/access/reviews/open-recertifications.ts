import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { addDays, addMonths, helsinkiDay, startOfDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { OpenReview } from './open-review.js';
import { DEADLINE_DAYS } from './review-days.js';

/** Everybody's access is examined every so many months (design §5); 0 switches it off. */
@Injectable()
export class OpenRecertifications {
  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly openReview: OpenReview,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens what is due, one transaction a person. Returns how many. A crash leaves the others for the next time.
   * @throws AggregateError at the end, where one could not be opened
   */
  async execute(): Promise<number> {
    if (this.config.recertificationMonths === 0) return 0;
    const today = helsinkiDay(this.clock.now());
    let opened = 0;
    const each = new OneByOne();
    for (const staffId of await duePeople(this.database.entities(), this.#due(today))) {
      const review = await each.try(() => this.database.transaction(em => this.#open(em, staffId, today)));
      opened += review === null ? 0 : 1;
    }
    each.assertAllDone();
    return opened;
  }

  /** Another instance may have been faster: asked again once the person's row is ours. */
  async #open(em: EntityManager, staffId: string, today: Day): Promise<string | null> {
    if (!(await this.duties.claim(em, staffId))) return null;
    if (!(await duePeople(em, this.#due(today), staffId)).includes(staffId)) return null;
    return this.openReview.execute(em, { staffId, kind: 'recertification', actor: THE_SYSTEM });
  }

  #due(today: Day): Due {
    const before = startOfDay(addDays(addMonths(today, -this.config.recertificationMonths), 1));
    return { today, before, soon: addDays(today, DEADLINE_DAYS) };
  }
}

interface Due {
  readonly today: Day;
  /** What was given or examined last before this instant is to be examined. */
  readonly before: Date;
  /** A review that acts by this day does the work already. */
  readonly soon: Day;
}

async function duePeople(em: EntityManager, { today, before, soon }: Due, staffId?: string): Promise<string[]> {
  const [one, values] = staffId ? ['and g.staff_id = ?', [staffId]] : ['', []];
  const rows = await em.execute<{ staff_id: string }[]>(DUE.replace('ONE', one), [
    today,
    before,
    before,
    soon,
    ...values,
  ]);
  return rows.map(({ staff_id }) => staff_id);
}

const DUE = `
  select distinct g.staff_id from access_grant g
  join staff on staff.id = g.staff_id and staff.status = 'active'
  where g.revoked_at is null and g.until_on >= ? and g.created_at < ?
    and not exists (
      select from access_review_item i where i.grant_id = g.id and i.decision = 'keep' and i.decided_at >= ?)
    and not exists (
      select from access_review r where r.staff_id = g.staff_id and r.closed_at is null and r.suspend_on <= ?)
    ONE
  order by g.staff_id`;
