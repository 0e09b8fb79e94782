import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../platform/http/index.js';
import { OpenRecording } from './open-recording.js';
import {
  contactView,
  recordingDetails,
  recordingFilters,
  recordingPage,
  recordingSearch,
  reveal,
  revealed,
  ticketChange,
  type ContactView,
  type RecordingDetails,
  type RecordingFilters,
  type RecordingItem,
  type RecordingSearch,
  type Reveal,
  type Revealed,
  type TicketChange,
} from './recordings.schemas.js';
import { RevealField } from './reveal-field.js';
import { ListRecordings } from './search/list-recordings.js';
import { SearchRecordings } from './search/search-recordings.js';
import { SetTicket } from './set-ticket.js';

@ApiTags('recordings')
@Controller()
export class RecordingsController {
  constructor(
    private readonly listRecordings: ListRecordings,
    private readonly searchRecordings: SearchRecordings,
    private readonly openRecording: OpenRecording,
    private readonly revealField: RevealField,
    private readonly setTicket: SetTicket,
  ) {}

  @Get('recordings')
  @Action('list', 'Recording')
  @ApiOkResponse({ standardSchema: recordingPage })
  list(
    @Query({ schema: recordingFilters }) filters: RecordingFilters,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<RecordingItem>> {
    return this.listRecordings.execute(filters, requester, permissions);
  }

  @Post('recordings/searches')
  @HttpCode(200)
  @Action('list', 'Recording')
  @ApiOkResponse({ standardSchema: recordingPage })
  search(
    @Body({ schema: recordingSearch }) search: RecordingSearch,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<RecordingItem>> {
    return this.searchRecordings.execute(search, requester, permissions);
  }

  @Get('recordings/:id')
  @Action('read', 'Recording')
  @ApiOkResponse({ standardSchema: recordingDetails })
  open(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RecordingDetails> {
    return this.openRecording.execute(id, requester, permissions);
  }

  @Post('recordings/:id/reveals')
  @Action('reveal', 'Recording')
  @ApiCreatedResponse({ standardSchema: revealed })
  reveal(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: reveal }) wanted: Reveal,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Revealed> {
    return this.revealField.execute(id, wanted, requester, permissions);
  }

  @Patch('contacts/:id')
  @Action('set-ticket', 'Recording')
  @ApiOkResponse({ standardSchema: contactView })
  changeTicket(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: ticketChange }) change: TicketChange,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ContactView> {
    return this.setTicket.execute(id, change, requester, permissions);
  }
}
