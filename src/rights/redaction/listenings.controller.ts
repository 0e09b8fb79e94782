import { Body, Controller, Get, Head, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import {
  BYTES_BODY,
  Action,
  CurrentRequester,
  format,
  type RequestInHand,
  type Requester,
} from '../../platform/http/index.js';
import { describeAudio, sendAudio } from '../../recordings/index.js';
import { FindListening } from './find-listening.js';
import { GrantListening } from './grant-listening.js';
import { listeningView, newListening, type ListeningView, type NewListening } from './redaction.schemas.js';
import { ServeCopy } from './serve-copy.js';
import { WatchListening } from './watch-listening.js';

@ApiTags('rights')
@Controller('rights-requests/:id/redactions/:redactionId/listenings')
export class ListeningsController {
  constructor(
    private readonly grantListening: GrantListening,
    private readonly findListening: FindListening,
    private readonly watchListening: WatchListening,
    private readonly serveCopy: ServeCopy,
  ) {}

  @Post()
  @Action('read', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: listeningView })
  grant(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @Body({ schema: newListening }) wanted: NewListening,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ListeningView> {
    return this.grantListening.execute({ caseId, redactionId }, wanted, requester, permissions);
  }

  @Head(':listeningId/audio')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ description: 'Size and type; nothing is served.' })
  async head(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @Param('listeningId', { schema: format.id }) listeningId: string,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const place = { caseId, redactionId, listeningId };
    describeAudio(reply, (await this.findListening.execute(place, requester, permissions)).audio);
  }

  @Get(':listeningId/audio')
  @Action('read', 'RightsCase')
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes.' })
  @ApiProduces('audio/wav')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The audio of the copy.' })
  @ApiResponse({ ...BYTES_BODY, status: 206, description: 'The range that was asked for.' })
  async audio(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('redactionId', { schema: format.id }) redactionId: string,
    @Param('listeningId', { schema: format.id }) listeningId: string,
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const place = { caseId, redactionId, listeningId };
    const listening = await this.findListening.execute(place, requester, permissions);
    const lookAgain = this.watchListening.during(reply.raw, place, requester);
    await sendAudio(request, reply, listening.audio, range => this.serveCopy.execute(listening, range, lookAgain));
  }
}
