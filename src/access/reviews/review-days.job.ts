import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { failureNames } from '../../kernel/failure-names.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { ApplyWaitingDuties } from '../duties/apply-waiting-duties.js';
import { HoldReview } from './hold-review.js';
import { OpenRecertifications } from './open-recertifications.js';

/** What came of one look. */
export interface DoneOnDay {
  readonly duties: number;
  readonly reviews: number;
  readonly recertifications: number;
}

/**
 * Does what the day asks for: duties change, reviews suspend, escalate and revoke, recertifications begin. Any number of
 * instances may look at once; that nothing works on its day does not wait for this (person-facts.ts).
 */
@Injectable()
export class ReviewDaysJob {
  readonly #logger = new Logger('access');

  constructor(
    private readonly database: Database,
    private readonly applyDuties: ApplyWaitingDuties,
    private readonly holdReview: HoldReview,
    private readonly recertifications: OpenRecertifications,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't act on the days of access reviews: ${failureNames(error)}`);
    }
  }

  /**
   * One transaction a person and matter: a crash leaves those before it done, and the rest for the next look.
   * @throws AggregateError at the end, where one could not be done
   */
  async execute(): Promise<DoneOnDay> {
    const each = new OneByOne();
    const done = { duties: 0, reviews: 0, recertifications: 0 };
    await each.try(async () => (done.duties = await this.applyDuties.execute()));
    await each.try(async () => (done.reviews = await this.#reviews()));
    await each.try(async () => (done.recertifications = await this.recertifications.execute()));
    each.assertAllDone();
    return done;
  }

  async #reviews(): Promise<number> {
    let acted = 0;
    const each = new OneByOne();
    for (const due of await dueReviews(this.database.entities(), helsinkiDay(this.clock.now()))) {
      const review = await each.try(() => this.database.transaction(em => this.holdReview.claim(em, due)));
      acted += review === null ? 0 : 1;
    }
    each.assertAllDone();
    return acted;
  }
}

async function dueReviews(em: EntityManager, today: string): Promise<{ id: string; staffId: string }[]> {
  const rows = await em.execute<{ id: string; staff_id: string }[]>(DUE, [today, today, today, today]);
  return rows.map(({ id, staff_id }) => ({ id, staffId: staff_id }));
}

const DUE = `
  select r.id, r.staff_id from access_review r
  where r.closed_at is null and (
    (r.suspended_at is null and r.suspend_on <= ?) or (r.escalated_at is null and r.escalate_on <= ?) or r.revoke_on <= ?
    or exists (
      select from access_review_item i join access_grant g on g.id = i.grant_id
      where i.review_id = r.id and i.decision is null and (g.until_on < ? or g.revoked_at is not null)))
  order by r.suspend_on, r.id`;
