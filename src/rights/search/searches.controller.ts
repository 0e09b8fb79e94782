import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { ListCaseRecordings } from './list-case-recordings.js';
import {
  caseRecording,
  caseRecordings,
  recordingsQuery,
  recordingTriage,
  type CaseRecordingView,
  type RecordingsQuery,
  type RecordingTriage,
} from './recordings.schemas.js';
import { SearchForPerson } from './search-for-person.js';
import { searchResult, wantedSearch, type SearchResult, type WantedSearch } from './search.schemas.js';
import { TriageRecording } from './triage-recording.js';

@ApiTags('rights')
@Controller('rights-requests/:id')
export class SearchesController {
  constructor(
    private readonly searchForPerson: SearchForPerson,
    private readonly listRecordings: ListCaseRecordings,
    private readonly triageRecording: TriageRecording,
  ) {}

  @Post('searches')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: searchResult })
  search(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: wantedSearch }) wanted: WantedSearch,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<SearchResult> {
    return this.searchForPerson.execute(id, wanted, requester, permissions);
  }

  @Get('recordings')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseRecordings })
  recordings(
    @Param('id', { schema: format.id }) id: string,
    @Query({ schema: recordingsQuery }) query: RecordingsQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<CaseRecordingView>> {
    return this.listRecordings.execute(id, query, requester, permissions);
  }

  @Post('recordings/:recordingId/triage')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseRecording })
  triage(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('recordingId', { schema: format.id }) recordingId: string,
    @Body({ schema: recordingTriage }) wanted: RecordingTriage,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseRecordingView> {
    return this.triageRecording.execute({ caseId, recordingId }, wanted, requester, permissions);
  }
}
