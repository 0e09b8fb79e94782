import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { LongWork } from '../../platform/work/index.js';
import { BeginRedaction } from './begin-redaction.js';
import { ReadRedactions } from './read-redactions.js';
import {
  marksOfDraft,
  newVersion,
  redactionList,
  redactionView,
  type MarksOfDraft,
  type NewVersionBody,
  type RedactionList,
  type RedactionView,
} from './redaction.schemas.js';
import { RenderRedaction } from './render-redaction.js';
import { SaveMarks } from './save-marks.js';

@ApiTags('rights')
@Controller('rights-requests/:id')
export class RedactionsController {
  constructor(
    private readonly beginRedaction: BeginRedaction,
    private readonly saveMarks: SaveMarks,
    private readonly renderRedaction: RenderRedaction,
    private readonly readRedactions: ReadRedactions,
    private readonly longWork: LongWork,
  ) {}

  @Get('redactions')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: redactionList })
  list(
    @Param('id', { schema: format.id }) caseId: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionList> {
    return this.readRedactions.list(caseId, requester, permissions);
  }

  @Post('recordings/:recordingId/redactions')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: redactionView })
  async begin(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('recordingId', { schema: format.id }) recordingId: string,
    @Body({ schema: newVersion }) { method }: NewVersionBody,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionView> {
    const redactionId = await this.beginRedaction.execute({ caseId, recordingId, method }, requester, permissions);
    return this.readRedactions.shown({ caseId, redactionId }, requester, permissions);
  }

  @Put('redactions/:redactionId/marks')
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: redactionView })
  async mark(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @Body({ schema: marksOfDraft }) { marks }: MarksOfDraft,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionView> {
    await this.saveMarks.execute({ caseId, redactionId }, marks, requester, permissions);
    return this.readRedactions.shown({ caseId, redactionId }, requester, permissions);
  }

  @Post('redactions/:redactionId/rendering')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: redactionView })
  async render(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RedactionView> {
    const work = { kind: 'redacted-copy', ownerId: requester.id, about: caseId } as const;
    await this.longWork.run(work, () => this.renderRedaction.execute({ caseId, redactionId }, requester, permissions));
    return this.readRedactions.shown({ caseId, redactionId }, requester, permissions);
  }
}
