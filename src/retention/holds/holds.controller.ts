import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import {
  holdDetails,
  holdItem,
  holdPage,
  holdQuery,
  holdsOfRecordingQuery,
  newHold,
  type HoldDetails,
  type HoldItem,
  type HoldQuery,
  type HoldsOfRecordingQuery,
  type NewHold,
} from './holds.schemas.js';
import { ReadHolds } from './read-holds.js';
import { RequestHold } from './request-hold.js';
import { ViewHold } from './view-hold.js';

@ApiTags('retention')
@Controller()
export class HoldsController {
  constructor(
    private readonly requestHold: RequestHold,
    private readonly readHolds: ReadHolds,
    private readonly viewHold: ViewHold,
  ) {}

  @Post('recordings/:id/holds')
  @Action('hold', 'Recording')
  @ApiCreatedResponse({ standardSchema: holdItem })
  async request(
    @Param('id', { schema: format.id }) recordingId: string,
    @Body({ schema: newHold }) wanted: NewHold,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    const id = await this.requestHold.execute(recordingId, wanted, requester, permissions);
    return this.readHolds.item(id, permissions);
  }

  @Get('recordings/:id/holds')
  @Action('list', 'Hold')
  @ApiOkResponse({ standardSchema: holdPage })
  ofRecording(
    @Param('id', { schema: format.id }) recording: string,
    @Query({ schema: holdsOfRecordingQuery }) page: HoldsOfRecordingQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<HoldItem>> {
    return this.readHolds.page({ ...page, recording }, requester, permissions);
  }

  @Get('holds')
  @Action('list', 'Hold')
  @ApiOkResponse({ standardSchema: holdPage })
  list(
    @Query({ schema: holdQuery }) query: HoldQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<HoldItem>> {
    return this.readHolds.page(query, requester, permissions);
  }

  @Get('holds/:id')
  @Action('list', 'Hold')
  @ApiOkResponse({ standardSchema: holdDetails })
  view(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldDetails> {
    return this.viewHold.execute(id, requester, permissions);
  }
}
