import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { BYTES_BODY, Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { completenessCsv } from './completeness-csv.js';
import {
  completeness,
  completenessOfDay,
  dayQuery,
  newExplanation,
  reportQuery,
  sourceName,
  type Completeness,
  type CompletenessOfDay,
  type DayQuery,
  type NewExplanation,
  type ReportQuery,
} from './completeness.schemas.js';
import { ExplainArrival } from './explain-arrival.js';
import { ViewCompleteness } from './view-completeness.js';

/** Whether everything has come that should have. */
@ApiTags('completeness')
@Controller()
export class CompletenessController {
  constructor(
    private readonly view: ViewCompleteness,
    private readonly explainArrival: ExplainArrival,
  ) {}

  @Get('completeness')
  @Action('read', 'Completeness')
  @ApiOkResponse({ standardSchema: completeness })
  async report(
    @Query({ schema: reportQuery }) { days }: ReportQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() { ability }: Permissions,
  ): Promise<Completeness> {
    const mayExplain = ability.can('explain', 'Completeness');
    return { ...(await this.view.report(days, requester)), mayExplain };
  }

  @Get('completeness.csv')
  @Action('read', 'Completeness')
  @ApiProduces('text/csv')
  @ApiOkResponse({ ...BYTES_BODY, description: 'A record for each source and day.' })
  async csv(
    @Query({ schema: reportQuery }) { days }: ReportQuery,
    @CurrentRequester() requester: Requester,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { from, through, rows } = await this.view.daily(days, requester);
    void reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="completeness-${from}-${through}.csv"`)
      .header('cache-control', 'no-store')
      .send(completenessCsv(rows));
  }

  @Get('completeness/:source')
  @Action('read', 'Completeness')
  @ApiOkResponse({ standardSchema: completenessOfDay })
  ofDay(
    @Param('source', { schema: sourceName }) source: string,
    @Query({ schema: dayQuery }) { day }: DayQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<CompletenessOfDay> {
    return this.view.ofDay(source, day === undefined ? undefined : parseDay(day), requester);
  }

  @Post('arrivals/explanations')
  @HttpCode(204)
  @Action('explain', 'Completeness')
  @ApiNoContentResponse({ description: 'It is explained.' })
  explain(
    @Body({ schema: newExplanation }) wanted: NewExplanation,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    return this.explainArrival.execute(wanted, requester, permissions);
  }
}
