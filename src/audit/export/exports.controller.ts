import { PassThrough } from 'node:stream';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BYTES_BODY, Action, CurrentRequester, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { LongWork } from '../../platform/work/index.js';
import { LINE_FORMATS } from './event-line.js';
import { ExportEvents } from './export-events.js';
import { newExport, type NewExport } from './export.schemas.js';

@ApiTags('audit')
@Controller('audit/exports')
export class ExportsController {
  constructor(
    private readonly exportEvents: ExportEvents,
    private readonly longWork: LongWork,
  ) {}

  @Post()
  @HttpCode(200)
  @Action('export', 'AuditEvent')
  @FreshSecondFactor()
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The events, a line each, in the order of the log.' })
  async export(
    @Body({ schema: newExport }) wanted: NewExport,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    const { contentType, extension } = LINE_FORMATS[wanted.format];
    const begin = () => {
      const stream = new PassThrough();
      void reply
        .header('content-type', contentType)
        .header('content-disposition', `attachment; filename="audit-events.${extension}"`)
        .header('cache-control', 'no-store')
        .send(stream);
      return stream;
    };
    const work = { kind: 'audit-export', ownerId: requester.id } as const;
    const exported = this.longWork.run(work, reached => this.exportEvents.execute(wanted, requester, begin, reached));
    await exported.catch((error: unknown) => {
      if (!hasGoneAway(error)) throw error;
    });
  }
}

/** A reader who hangs up is no failure of ours. */
function hasGoneAway(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
