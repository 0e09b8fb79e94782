import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { DrawWeeklySample } from './draw-weekly-sample.js';
import { ReadNotes } from './read-notes.js';
import { ReadSamples } from './read-samples.js';
import {
  newSample,
  notePage,
  noteQuery,
  noteText,
  noteView,
  poolList,
  poolQuery,
  samplePage,
  sampleQuery,
  sampleView,
  type NewSample,
  type NoteHead,
  type NoteQuery,
  type NoteText,
  type NoteView,
  type PoolList,
  type PoolQuery,
  type SampleHead,
  type SampleQuery,
  type SampleView,
} from './samples.schemas.js';
import { ViewPools } from './view-pools.js';
import { WriteNote } from './write-note.js';

/** Weekly samples of calls, and the notes on them. */
@ApiTags('samples')
@Controller()
export class SamplesController {
  constructor(
    private readonly viewPools: ViewPools,
    private readonly drawSample: DrawWeeklySample,
    private readonly readSamples: ReadSamples,
    private readonly writeNote: WriteNote,
    private readonly readNotes: ReadNotes,
  ) {}

  @Get('weekly-samples/pools')
  @Action('sample', 'Recording')
  @ApiOkResponse({ standardSchema: poolList })
  pools(
    @Query({ schema: poolQuery }) query: PoolQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PoolList> {
    return this.viewPools.execute(query, requester, permissions);
  }

  @Post('weekly-samples')
  @Action('sample', 'Recording')
  @ApiCreatedResponse({ standardSchema: sampleView })
  async draw(
    @Body({ schema: newSample }) wanted: NewSample,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<SampleView> {
    const id = await this.drawSample.execute(wanted, requester, permissions);
    return this.readSamples.open(id, requester, permissions);
  }

  @Get('weekly-samples')
  @Action('list', 'WeeklySample')
  @ApiOkResponse({ standardSchema: samplePage })
  list(
    @Query({ schema: sampleQuery }) query: SampleQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<SampleHead>> {
    return this.readSamples.page(query, requester, permissions);
  }

  @Get('weekly-samples/:id')
  @Action('read', 'WeeklySample')
  @ApiOkResponse({ standardSchema: sampleView })
  open(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<SampleView> {
    return this.readSamples.open(id, requester, permissions);
  }

  @Put('recordings/:id/call-note')
  @Action('note', 'Recording')
  @ApiOkResponse({ standardSchema: noteView })
  async write(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: noteText }) { text }: NoteText,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<NoteView> {
    const noteId = await this.writeNote.execute(id, text, requester, permissions);
    return this.readNotes.open(noteId, requester, permissions);
  }

  @Get('call-notes')
  @Action('list', 'CallNote')
  @ApiOkResponse({ standardSchema: notePage })
  notes(
    @Query({ schema: noteQuery }) query: NoteQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<NoteHead>> {
    return this.readNotes.page(query, requester, permissions);
  }

  @Get('call-notes/:id')
  @Action('read', 'CallNote')
  @ApiOkResponse({ standardSchema: noteView })
  note(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<NoteView> {
    return this.readNotes.open(id, requester, permissions);
  }
}
