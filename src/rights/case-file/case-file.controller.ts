import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import {
  BYTES_BODY,
  Action,
  CurrentRequester,
  format,
  FreshSecondFactor,
  sendPieces,
  type Requester,
} from '../../platform/http/index.js';
import { newCaseFile, type NewCaseFile } from './case-file.schemas.js';
import type { CaseFile } from './compose-case-file.js';
import { TakeOutCase } from './take-out-case.js';

/** The whole file of a case, for the authority. */
@ApiTags('rights')
@Controller('rights-requests/:id/file')
export class CaseFileController {
  constructor(
    private readonly takeOut: TakeOutCase,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Action('export', 'RightsCase')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @Header('content-disposition', 'attachment; filename="asia.json"')
  @ApiOkResponse({
    schema: { type: 'object' },
    description: 'Everything that was written, decided and sent, in the order of time, as JSON.',
  })
  json(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseFile> {
    return this.takeOut.asJson(id, requester, permissions);
  }

  @Post()
  @HttpCode(200)
  @Action('export', 'RightsCase')
  @FreshSecondFactor()
  @ApiProduces('application/zip')
  @ApiOkResponse({
    ...BYTES_BODY,
    description: 'The same with its documents, as a ZIP that is encrypted with the given code.',
  })
  async zip(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newCaseFile }) { code }: NewCaseFile,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const pieces = await this.takeOut.asZip(id, code, { requester, permissions, clock: this.clock });
    void reply
      .header('content-type', 'application/zip')
      .header('content-disposition', 'attachment; filename="asia.zip"')
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
    sendPieces(reply, Readable.from(pieces, { highWaterMark: 1 }));
  }
}
