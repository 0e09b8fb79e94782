import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { caseRecording, type CaseRecordingView } from '../search/recordings.schemas.js';
import { AssessRecording } from './assess-recording.js';
import { confirmation, newAssessment, type Confirmation, type NewAssessment } from './assessment.schemas.js';
import { ConfirmAssessment } from './confirm-assessment.js';

@ApiTags('rights')
@Controller('rights-requests/:id/recordings/:recordingId/assessment')
export class AssessmentsController {
  constructor(
    private readonly assessRecording: AssessRecording,
    private readonly confirmAssessment: ConfirmAssessment,
  ) {}

  @Post()
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseRecording })
  assess(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('recordingId', { schema: format.id }) recordingId: string,
    @Body({ schema: newAssessment }) wanted: NewAssessment,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseRecordingView> {
    return this.assessRecording.execute({ caseId, recordingId }, wanted, requester, permissions);
  }

  @Post('confirmation')
  @HttpCode(200)
  @Action('confirm', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseRecording })
  confirm(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('recordingId', { schema: format.id }) recordingId: string,
    @Body({ schema: confirmation }) said: Confirmation,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseRecordingView> {
    return this.confirmAssessment.execute({ caseId, recordingId }, said, requester, permissions);
  }
}
