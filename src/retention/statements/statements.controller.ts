import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { BYTES_BODY, Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { languageOf, languageQuery, type LanguageQuery } from '../languages.js';
import { ViewRetention } from '../view-retention.js';
import { MakeStatement } from './make-statement.js';
import { statementCsv } from './statement-csv.js';
import { statementPdf } from './statement-pdf.js';
import { month as monthOf, statement, type Statement } from './statements.schemas.js';

/** The monthly statement; each look is an event that is committed first. */
@ApiTags('retention')
@Controller('retention/statements')
export class StatementsController {
  constructor(
    private readonly makeStatement: MakeStatement,
    private readonly views: ViewRetention,
    private readonly clock: Clock,
  ) {}

  @Get(':month')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: statement })
  async json(
    @Param('month', { schema: monthOf }) month: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Statement> {
    await this.views.record(requester, { view: 'statement', month });
    return this.makeStatement.execute(month, this.clock.now(), permissions);
  }

  @Get(':month.csv')
  @Action('read', 'Retention')
  @ApiProduces('text/csv')
  @ApiOkResponse({ ...BYTES_BODY, description: 'A record for each number.' })
  async csv(
    @Param('month', { schema: monthOf }) month: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.views.record(requester, { view: 'statement', month, format: 'csv' });
    const made = await this.makeStatement.execute(month, this.clock.now(), permissions);
    send(reply, 'text/csv; charset=utf-8; header=present', `retention-${month}.csv`, statementCsv(made));
  }

  @Get(':month.pdf')
  @Action('read', 'Retention')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ ...BYTES_BODY, description: 'One page, in one of the three languages.' })
  async pdf(
    @Param('month', { schema: monthOf }) month: string,
    @Query({ schema: languageQuery }) { language }: LanguageQuery,
    @Headers('accept-language') accepted: string | undefined,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.views.record(requester, { view: 'statement', month, format: 'pdf' });
    const made = await this.makeStatement.execute(month, this.clock.now(), permissions);
    const page = await statementPdf(made, languageOf(language, accepted));
    send(reply, 'application/pdf', `retention-${month}.pdf`, page);
  }
}

function send(reply: FastifyReply, contentType: string, name: string, content: string | Buffer): void {
  void reply
    .header('content-type', contentType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
