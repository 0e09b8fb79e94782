import { Controller, Delete, Head, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  Action,
  CurrentRequester,
  format,
  sendProblem,
  type RequestInHand,
  type Requester,
} from '../../../platform/http/index.js';
import { ResumableUploads } from './resumable-uploads.js';
import { OTHER_VERSION } from './tus-problem.js';
import { filedAnswer, quarantinedAnswer } from '../ingest.schemas.js';

const BYTES = 'application/offset+octet-stream';
const TUS = { name: 'Tus-Resumable', description: 'The version of the protocol: 1.0.0.', required: true } as const;
const OFFSET = { name: 'Upload-Offset', description: 'Where the bytes go on.', required: true } as const;
const LENGTH = { name: 'Upload-Length', description: 'Size of the audio file in bytes.', required: true } as const;
const METADATA = {
  name: 'Upload-Metadata',
  description: 'metadata, a space, and the metadata of `POST /recordings` as JSON in base64.',
  required: true,
} as const;

/** Large files over lines that break: tus 1.0 with creation, expiration and termination (https://tus.io/protocols/resumable-upload). */
@ApiTags('recordings')
@Controller('recordings/uploads')
export class ResumableController {
  constructor(private readonly uploads: ResumableUploads) {}

  @Post()
  @Action('ingest', 'Recording')
  @ApiHeader(TUS)
  @ApiHeader(LENGTH)
  @ApiHeader(METADATA)
  @ApiCreatedResponse({ description: 'Begun; its address is in the header Location.' })
  begin(
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    return this.#answer(request, reply, requester);
  }

  @Head(':id')
  @Action('ingest', 'Recording')
  @ApiHeader(TUS)
  @ApiOkResponse({ description: 'How many bytes have come and are kept, in the header Upload-Offset.' })
  async position(
    @Param('id', { schema: format.id }) _id: string,
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.#answer(request, reply, requester);
  }

  @Patch(':id')
  @Action('ingest', 'Recording')
  @ApiHeader(TUS)
  @ApiHeader(OFFSET)
  @ApiConsumes(BYTES)
  @ApiNoContentResponse({ description: 'Kept; more is to come.' })
  @ApiCreatedResponse({ standardSchema: filedAnswer, description: 'Whole, and taken into custody.' })
  @ApiOkResponse({ standardSchema: filedAnswer, description: 'Whole; was here already, with the same audio.' })
  @ApiAcceptedResponse({ standardSchema: quarantinedAnswer, description: 'Whole; must be sorted out first.' })
  async append(
    @Param('id', { schema: format.id }) _id: string,
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.#answer(request, reply, requester);
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('ingest', 'Recording')
  @ApiHeader(TUS)
  @ApiNoContentResponse({ description: 'Given up; what had come is gone.' })
  async end(
    @Param('id', { schema: format.id }) _id: string,
    @Req() request: RequestInHand,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.#answer(request, reply, requester);
  }

  async #answer(request: RequestInHand, reply: FastifyReply, requester: Requester): Promise<void> {
    void reply.header('tus-resumable', '1.0.0').header('tus-version', '1.0.0');
    const response = await this.uploads.handle(request, requester);
    if (response.status === OTHER_VERSION.status) {
      sendProblem(reply, OTHER_VERSION);
      return;
    }
    for (const [name, value] of response.headers) if (!OF_BROWSERS.test(name)) void reply.header(name, value);
    void reply.code(response.status).send(response.body === null ? undefined : await response.text());
  }
}

/** Machines deliver: no page of another origin needs to read an answer. */
const OF_BROWSERS = /^access-control-/;
