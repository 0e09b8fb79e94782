import { Controller, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Action, CurrentRequester, type RequestInHand, type Requester } from '../../platform/http/index.js';
import { filedAnswer, quarantinedAnswer } from './ingest.schemas.js';
import { recordingMetadata } from './metadata.schemas.js';
import { ReceiveUpload } from './receive-upload.js';
import { STATUS_OF } from './delivery.js';

const upload = {
  type: 'object' as const,
  required: ['metadata', 'audio'],
  properties: {
    metadata: z.toJSONSchema(recordingMetadata, {
      io: 'input',
      target: 'openapi-3.0',
      unrepresentable: 'any',
    }) as object,
    audio: { type: 'string' as const, format: 'binary' },
  },
};

@ApiTags('recordings')
@Controller('recordings')
export class IngestController {
  constructor(private readonly receiveUpload: ReceiveUpload) {}

  @Post()
  @Action('ingest', 'Recording')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: upload })
  @ApiCreatedResponse({ standardSchema: filedAnswer, description: 'Taken into custody.' })
  @ApiOkResponse({ standardSchema: filedAnswer, description: 'Was here already, with the same audio.' })
  @ApiAcceptedResponse({ standardSchema: quarantinedAnswer, description: 'Kept, but must be sorted out first.' })
  async take(
    @Req() request: RequestInHand,
    @Res({ passthrough: true }) reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<object> {
    const { kind, ...answer } = await this.receiveUpload.execute(request, requester);
    void reply.code(STATUS_OF[kind]);
    return answer;
  }
}
