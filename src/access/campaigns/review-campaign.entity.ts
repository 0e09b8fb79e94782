import { defineEntity, p } from '@mikro-orm/core';
import { ROLES } from '../roles.js';

const campaign = defineEntity({
  name: 'ReviewCampaign',
  tableName: 'review_campaign',
  indexes: [{ name: 'review_campaign_newest', properties: ['openedAt', 'id'] }],
  properties: {
    id: p.uuid().primary(),
    /** Whose grants are examined; those of every role where it is null. */
    role: p.enum(ROLES).nullable(),
    openedAt: p.datetime(3),
    openedBy: p.uuid(),
    /** The event of the log that holds the reason. */
    textEventId: p.uuid(),
  },
});

/** An administrator has the access of everybody in a role examined anew, outside its turn. */
export class ReviewCampaign extends campaign.class {}

campaign.setClass(ReviewCampaign);

const member = defineEntity({
  name: 'CampaignMember',
  tableName: 'review_campaign_member',
  indexes: [{ name: 'review_campaign_member_begun', properties: ['campaignId'], where: { settledAt: null } }],
  uniques: [{ name: 'review_campaign_member_review', properties: ['reviewId'] }],
  properties: {
    campaignId: p.uuid().primary(),
    staffId: p.uuid().primary(),
    /** When the review was opened, or when there was nothing left to examine. */
    settledAt: p.datetime(3).nullable(),
    reviewId: p.uuid().nullable(),
  },
});

/** Somebody whose access a campaign has examined. */
export class CampaignMember extends member.class {}

member.setClass(CampaignMember);
