import { LockMode } from '@mikro-orm/core';
import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { THE_SYSTEM } from '../../audit/index.js';
import { StaffDuties } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { failureNames } from '../../kernel/failure-names.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { OpenReview } from '../reviews/open-review.js';
import { campaignGrants } from './campaign-grants.js';
import { CampaignMember, ReviewCampaign } from './review-campaign.entity.js';

/** Opens the reviews that campaigns still lack. Any number of instances may look at once. */
@Injectable()
export class OpenCampaignReviews {
  readonly #logger = new Logger('access');

  constructor(
    private readonly database: Database,
    private readonly duties: StaffDuties,
    private readonly openReview: OpenReview,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't open the reviews of a campaign: ${failureNames(error)}`);
    }
  }

  /** One transaction a person: a crash leaves those before opened, and the rest for the next look. One that fails stops no other. */
  async execute(): Promise<void> {
    const order = { orderBy: { campaignId: 'asc', staffId: 'asc' } } as const;
    const unsettled = await this.database.entities().find(CampaignMember, { settledAt: null }, order);
    const failures: unknown[] = [];
    for (const { campaignId, staffId } of unsettled) {
      const settled = this.database.transaction(em => this.#settle(em, campaignId, staffId));
      await settled.catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new Error('not every review could be opened', { cause: failures[0] });
  }

  /** Whoever was deactivated, lost the grants or came under another review meanwhile needs none. */
  async #settle(em: EntityManager, campaignId: string, staffId: string): Promise<void> {
    const isActive = (await this.duties.lock(em, staffId)) !== null;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const member = await em.findOneOrFail(CampaignMember, { campaignId, staffId }, lock);
    if (member.settledAt) return; // another instance was faster
    const { role } = await em.findOneOrFail(ReviewCampaign, { id: campaignId });
    const settledAt = this.clock.now();
    const grants = await campaignGrants(em, { role: role ?? null, today: helsinkiDay(settledAt), staffId });
    const grantIds = grants.filter(({ waits }) => !waits).map(({ grantId }) => grantId);
    const wanted = { staffId, kind: 'recertification', campaignId, grantIds, actor: THE_SYSTEM } as const;
    const reviewId = isActive && grantIds.length > 0 ? await this.openReview.execute(em, wanted) : null;
    em.assign(member, { settledAt, reviewId });
    await em.flush();
  }
}
