import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  BYTES_BODY,
  Action,
  CurrentRequester,
  FreshSecondFactor,
  sendPieces,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import {
  dayPage,
  dayQuery,
  latePage,
  matrixPage,
  reportExport,
  reportQuery,
  unusedPage,
  type DayQuery,
  type DayRow,
  type LateRow,
  type MatrixRow,
  type ReportExport,
  type ReportQuery,
  type UnusedRow,
} from './reports.schemas.js';
import { ViewReport } from './view-report.js';

@ApiTags('access')
@Controller('access-reports')
export class ReportsController {
  constructor(private readonly viewReport: ViewReport) {}

  @Get('matrix')
  @Action('read', 'AccessReport')
  @ApiOkResponse({ standardSchema: matrixPage })
  matrix(
    @Query({ schema: reportQuery }) query: ReportQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<MatrixRow>> {
    return this.viewReport.matrix(query, requester);
  }

  @Get('on-day')
  @Action('read', 'AccessReport')
  @ApiOkResponse({ standardSchema: dayPage })
  onDay(@Query({ schema: dayQuery }) query: DayQuery, @CurrentRequester() requester: Requester): Promise<Page<DayRow>> {
    return this.viewReport.onDay(query, requester);
  }

  @Get('late-reviews')
  @Action('read', 'AccessReport')
  @ApiOkResponse({ standardSchema: latePage })
  lateReviews(
    @Query({ schema: reportQuery }) query: ReportQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<LateRow>> {
    return this.viewReport.lateReviews(query, requester);
  }

  @Get('unused')
  @Action('read', 'AccessReport')
  @ApiOkResponse({ standardSchema: unusedPage })
  unused(
    @Query({ schema: reportQuery }) query: ReportQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<UnusedRow>> {
    return this.viewReport.unused(query, requester);
  }

  @Post('exports')
  @HttpCode(200)
  @Action('read', 'AccessReport')
  @FreshSecondFactor()
  @ApiProduces('text/csv')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The whole report, a line each.' })
  async export(
    @Body({ schema: reportExport }) wanted: ReportExport,
    @CurrentRequester() requester: Requester,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = Readable.from(this.viewReport.lines(wanted, requester));
    await once(lines, 'readable'); // a refusal is an answer of its own, not a file that breaks off
    const name = [wanted.report, ...(wanted.on ? [wanted.on] : [])].join('-');
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="access-${name}.csv"`)
      .header('cache-control', 'no-store');
    sendPieces(reply, lines);
  }
}
