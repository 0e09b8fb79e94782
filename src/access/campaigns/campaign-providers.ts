import type { Provider, Type } from '@nestjs/common';
import { CampaignsController } from './campaigns.controller.js';
import { OpenCampaign } from './open-campaign.js';
import { OpenCampaignReviews } from './open-campaign-reviews.js';
import { ReadCampaigns } from './read-campaigns.js';

/** What the access module provides of campaigns of access reviews, and their routes. */
export const CAMPAIGN_PROVIDERS: Provider[] = [OpenCampaign, OpenCampaignReviews, ReadCampaigns];

export const CAMPAIGN_CONTROLLERS: Type[] = [CampaignsController];
