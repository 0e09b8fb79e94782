import { Readable } from 'node:stream';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { BYTES_BODY, Anyone, sendPieces } from '../../platform/http/index.js';
import * as schemas from './delivery.schemas.js';
import { FetchDownload } from './fetch-download.js';

/** For a person outside who holds an address and, from another way, its code. */
@ApiTags('downloads')
@Controller('downloads/:token')
export class DownloadsController {
  constructor(
    private readonly download: FetchDownload,
    private readonly config: Config,
  ) {}

  @Get()
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: schemas.downloadView })
  view(
    @Param('token', { schema: schemas.downloadToken }) token: string,
    @Req() request: FastifyRequest,
  ): Promise<schemas.DownloadView> {
    return this.download.view(token, request.ip, this.config);
  }

  @Post()
  @HttpCode(200)
  @Anyone()
  @ApiProduces('application/zip', 'application/pdf')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The file, once.' })
  async fetch(
    @Param('token', { schema: schemas.downloadToken }) token: string,
    @Body({ schema: schemas.downloadCode }) { code }: schemas.DownloadCode,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { bytes, filename, mediaType, sizeBytes } = await this.download.execute(token, code, request.ip);
    void reply
      .header('content-type', mediaType)
      .header('content-disposition', `attachment; filename="${filename}"`)
      .header('content-length', sizeBytes)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
    sendPieces(reply, Readable.from(bytes(), { highWaterMark: 1 }));
  }
}
