import { Body, Controller, Delete, Get, Head, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
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
import {
  newPlayback,
  playbackEnd,
  playbackView,
  type NewPlayback,
  type PlaybackEnd,
  type PlaybackView,
} from '../recordings.schemas.js';
import { EndPlayback } from './end-playback.js';
import { GrantPlayback } from './grant-playback.js';
import { ListenOn } from './listen-on.js';
import { FindPlayback } from './playback-in-hand.js';
import { describeAudio, sendAudio } from './send-audio.js';
import { ServeAudio } from './serve-audio.js';

@ApiTags('playback')
@Controller()
export class PlaybacksController {
  constructor(
    private readonly grantPlayback: GrantPlayback,
    private readonly findPlayback: FindPlayback,
    private readonly listenOn: ListenOn,
    private readonly serveAudio: ServeAudio,
    private readonly endPlayback: EndPlayback,
  ) {}

  @Post('recordings/:id/playbacks')
  @Action('play', 'Recording')
  @ApiCreatedResponse({ standardSchema: playbackView })
  grant(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newPlayback }) wanted: NewPlayback,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PlaybackView> {
    return this.grantPlayback.execute(id, wanted, requester, permissions);
  }

  @Head('playbacks/:id/audio')
  @Action('play', 'Recording')
  @ApiOkResponse({ description: 'Size and type; nothing is served and nothing reserved.' })
  async head(
    @Param('id', { schema: format.id }) id: string,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const { audio } = await this.findPlayback.execute(id, requester, permissions);
    describeAudio(reply, audio);
  }

  @Get('playbacks/:id/audio')
  @Action('play', 'Recording')
  @ApiHeader({ name: 'Range', required: false, description: 'One range of bytes.' })
  @ApiProduces('audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/x-gsm')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The audio.' })
  @ApiResponse({ ...BYTES_BODY, status: 206, description: 'The range that was asked for.' })
  async audio(
    @Param('id', { schema: format.id }) id: string,
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const playback = await this.findPlayback.execute(id, requester, permissions);
    const lookAgain = this.listenOn.during(reply.raw, playback, requester);
    await sendAudio(request, reply, playback.audio, range =>
      this.serveAudio.execute(playback, range, requester, lookAgain),
    );
  }

  @Delete('playbacks/:id')
  @HttpCode(204)
  @Action('play', 'Recording')
  @ApiNoContentResponse({ description: 'The playback has ended, now or before.' })
  async end(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: playbackEnd }) report: PlaybackEnd,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.endPlayback.byListener(id, report, requester);
  }
}
