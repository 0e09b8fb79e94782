import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import * as schemas from './campaigns.schemas.js';
import { OpenCampaign } from './open-campaign.js';
import { ReadCampaigns } from './read-campaigns.js';

@ApiTags('access')
@Controller('review-campaigns')
export class CampaignsController {
  constructor(
    private readonly readCampaigns: ReadCampaigns,
    private readonly openCampaign: OpenCampaign,
  ) {}

  @Get()
  @Action('list', 'ReviewCampaign')
  @ApiOkResponse({ standardSchema: schemas.campaignPage })
  list(@Query({ schema: schemas.campaignQuery }) query: schemas.CampaignQuery): Promise<Page<schemas.CampaignView>> {
    return this.readCampaigns.page(query);
  }

  @Get('foreseen')
  @Action('open', 'ReviewCampaign')
  @ApiOkResponse({ standardSchema: schemas.foreseenCampaign })
  foreseen(@Query({ schema: schemas.campaignScope }) scope: schemas.WantedScope): Promise<schemas.ForeseenCampaign> {
    return this.openCampaign.foresee(scope);
  }

  @Get(':id')
  @Action('list', 'ReviewCampaign')
  @ApiOkResponse({ standardSchema: schemas.campaignView })
  one(@Param('id', { schema: format.id }) id: string): Promise<schemas.CampaignView> {
    return this.readCampaigns.one(id);
  }

  @Post()
  @Action('open', 'ReviewCampaign')
  @ApiCreatedResponse({ standardSchema: schemas.campaignView })
  async open(
    @Body({ schema: schemas.newCampaign }) wanted: schemas.NewCampaign,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.CampaignView> {
    return this.readCampaigns.one(await this.openCampaign.execute(wanted, requester));
  }
}
