import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { peaksView, type PeaksView } from '../../recordings/index.js';
import { ApproveCopy } from './approve-copy.js';
import { ReadRedactions } from './read-redactions.js';
import { redactionView, rejection, type RedactionView, type Rejection } from './redaction.schemas.js';
import { RejectCopy } from './reject-copy.js';
import { ViewCopyPeaks } from './view-copy-peaks.js';

@ApiTags('rights')
@Controller('rights-requests/:id/redactions/:redactionId')
export class CopyReviewController {
  constructor(
    private readonly viewPeaks: ViewCopyPeaks,
    private readonly approveCopy: ApproveCopy,
    private readonly rejectCopy: RejectCopy,
    private readonly readRedactions: ReadRedactions,
  ) {}

  @Get('peaks')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: peaksView })
  peaks(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PeaksView> {
    return this.viewPeaks.execute({ caseId, redactionId }, requester, permissions);
  }

  @Post('approval')
  @HttpCode(200)
  @Action('confirm', 'RightsCase')
  @ApiOkResponse({ standardSchema: redactionView })
  async approve(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionView> {
    await this.approveCopy.execute({ caseId, redactionId }, requester, permissions);
    return this.readRedactions.shown({ caseId, redactionId }, requester, permissions);
  }

  @Post('rejection')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: redactionView })
  async reject(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @Body({ schema: rejection }) { reason }: Rejection,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionView> {
    await this.rejectCopy.execute({ caseId, redactionId }, reason, requester, permissions);
    return this.readRedactions.shown({ caseId, redactionId }, requester, permissions);
  }
}
