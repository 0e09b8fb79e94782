import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { reviewDays } from '../reviews/review-days.js';
import { campaignGrants, type CampaignGrant } from './campaign-grants.js';
import type { ForeseenCampaign, NewCampaign, WantedScope } from './campaigns.schemas.js';
import { OpenCampaignReviews } from './open-campaign-reviews.js';
import { CampaignMember, ReviewCampaign } from './review-campaign.entity.js';

/** An administrator has the access of everybody in a role examined: theirs as well, by somebody else. */
@Injectable()
export class OpenCampaign {
  constructor(
    private readonly database: Database,
    private readonly openReviews: OpenCampaignReviews,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What it would examine, were it opened now. */
  async foresee({ role }: WantedScope): Promise<ForeseenCampaign> {
    const today = helsinkiDay(this.clock.now());
    const grants = await campaignGrants(this.database.entities(), { role: role ?? null, today });
    const examined = grants.filter(({ waits }) => !waits);
    return {
      people: peopleOf(examined).length,
      grants: examined.length,
      waiting: grants.length - examined.length,
      ...reviewDays('recertification', today),
    };
  }

  /**
   * The people are written down with the event; then their reviews are opened, a transaction each. A crash or a failure
   * between leaves people without a review: the next look of the job opens it.
   * @returns the campaign's id
   * @throws DomainError `nothing-to-examine`
   */
  async execute(wanted: NewCampaign, requester: Requester): Promise<string> {
    const id = await this.database.transaction(em => this.#open(em, wanted, requester));
    await this.openReviews.onSchedule();
    return id;
  }

  async #open(em: EntityManager, { role, reason }: NewCampaign, requester: Requester): Promise<string> {
    const openedAt = this.clock.now();
    const grants = await campaignGrants(em, { role: role ?? null, today: helsinkiDay(openedAt) });
    const staffIds = peopleOf(grants.filter(({ waits }) => !waits));
    if (staffIds.length === 0) throw nothingToExamine();
    const id = newId(openedAt);
    const textEventId = await this.trail.record(em, {
      action: 'review-campaign.opened',
      actor: actorOf(requester),
      object: { kind: 'review-campaign', id },
      facts: { role: role ?? null, people: staffIds.length, peopleSha256: digestOf(staffIds) },
      texts: { reason },
    });
    const openedBy = requester.id;
    await em.persist(em.create(ReviewCampaign, { id, role: role ?? null, openedAt, openedBy, textEventId })).flush();
    await em.insertMany(
      CampaignMember,
      staffIds.map(staffId => ({ campaignId: id, staffId })),
    );
    return id;
  }
}

function peopleOf(grants: readonly CampaignGrant[]): string[] {
  return [...new Set(grants.map(({ staffId }) => staffId))];
}

/** Of the ids in their order, a line each: an event has no room for hundreds of them, and the rows are held to what it tells. */
function digestOf(staffIds: readonly string[]): string {
  return createHash('sha256').update(staffIds.toSorted().join('\n')).digest('hex');
}

function nothingToExamine(): DomainError {
  const sentence = 'Nobody holds such a grant that no open review is about already.';
  return new DomainError('conflict', 'nothing-to-examine', sentence);
}
