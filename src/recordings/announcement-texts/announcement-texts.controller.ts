import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import {
  announcementTextList,
  newAnnouncementText,
  type AnnouncementTextList,
  type NewAnnouncementText,
} from './announcement-texts.schemas.js';
import { ListAnnouncementTexts } from './list-announcement-texts.js';
import { SettleAnnouncementText } from './settle-announcement-text.js';

/** What callers hear at the start of a call, word for word. */
@ApiTags('sources')
@Controller('announcement-texts')
export class AnnouncementTextsController {
  constructor(
    private readonly listTexts: ListAnnouncementTexts,
    private readonly settleText: SettleAnnouncementText,
  ) {}

  @Get()
  @Action('list', 'Source')
  @ApiOkResponse({ standardSchema: announcementTextList })
  list(): Promise<AnnouncementTextList> {
    return this.listTexts.execute();
  }

  @Post()
  @Action('change', 'Source')
  @ApiCreatedResponse({ standardSchema: announcementTextList })
  async settle(
    @Body({ schema: newAnnouncementText }) wanted: NewAnnouncementText,
    @CurrentRequester() requester: Requester,
  ): Promise<AnnouncementTextList> {
    await this.settleText.execute(wanted, requester);
    return this.listTexts.execute();
  }
}
