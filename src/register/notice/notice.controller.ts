import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { DecideNotice } from './decide-notice.js';
import {
  differencesQuery,
  newNotice,
  noticeDecision,
  noticeDifferences,
  noticeNumber,
  noticeText,
  noticeView,
  paperQuery,
  type DifferencesQuery,
  type NewNotice,
  type NoticeDecision,
  type NoticeDifferences,
  type NoticeText,
  type NoticeView,
  type PaperQuery,
} from './notice.schemas.js';
import { ProposeNotice } from './propose-notice.js';
import { ReadNotice } from './read-notice.js';
import { asPdf, pdfBody } from '../papers/pdf-answer.js';

/** The privacy notice of the register, by version. */
@ApiTags('register')
@Controller('notice')
export class NoticeController {
  constructor(
    private readonly readNotice: ReadNotice,
    private readonly proposeNotice: ProposeNotice,
    private readonly decideNotice: DecideNotice,
  ) {}

  @Get()
  @Action('read', 'Notice')
  @ApiOkResponse({ standardSchema: noticeView })
  state(@CurrentPermissions() permissions: Permissions): Promise<NoticeView> {
    return this.readNotice.state(permissions);
  }

  @Get('now')
  @Action('read', 'Notice')
  @ApiOkResponse({ standardSchema: noticeText })
  now(): Promise<NoticeText> {
    return this.readNotice.now();
  }

  @Get('differences')
  @Action('read', 'Notice')
  @ApiOkResponse({ standardSchema: noticeDifferences })
  differences(@Query({ schema: differencesQuery }) query: DifferencesQuery): Promise<NoticeDifferences> {
    return this.readNotice.differences(query);
  }

  @Post('versions')
  @Action('propose', 'Notice')
  @ApiCreatedResponse({ standardSchema: noticeView })
  async propose(
    @Body({ schema: newNotice }) { reason }: NewNotice,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<NoticeView> {
    await this.proposeNotice.execute(reason, requester);
    return this.readNotice.state(permissions);
  }

  @Get('versions/:version')
  @Action('read', 'Notice')
  @ApiOkResponse({ standardSchema: noticeText })
  one(@Param('version', { schema: noticeNumber }) version: number): Promise<NoticeText> {
    return this.readNotice.one(version);
  }

  @Get('versions/:version/pdf')
  @Action('read', 'Notice')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfBody)
  async paper(
    @Param('version', { schema: noticeNumber }) version: number,
    @Query({ schema: paperQuery }) { language }: PaperQuery,
  ): Promise<StreamableFile> {
    return asPdf(await this.readNotice.paper(version, language), `tietosuojaseloste-${version}-${language}`);
  }

  @Post('versions/:version/decision')
  @HttpCode(200)
  @Action('decide', 'Notice')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: noticeView })
  async decide(
    @Param('version', { schema: noticeNumber }) version: number,
    @Body({ schema: noticeDecision }) decision: NoticeDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<NoticeView> {
    await this.decideNotice.execute(version, decision, requester, permissions);
    return this.readNotice.state(permissions);
  }
}
