import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  type Page,
  type Requester,
  type Rules,
} from '../../../platform/http/index.js';
import {
  findingOutcome,
  findingPage,
  findingQuery,
  findingView,
  type FindingQuery,
  type FindingView,
  type NewOutcome,
} from './findings.schemas.js';
import { ReadFindings } from './read-findings.js';
import { SettleFinding } from './settle-finding.js';

@ApiTags('audit')
@Controller('audit/findings')
export class FindingsController {
  constructor(
    private readonly readFindings: ReadFindings,
    private readonly settleFinding: SettleFinding,
  ) {}

  @Get()
  @Action('list', 'Finding')
  @ApiOkResponse({ standardSchema: findingPage })
  list(
    @Query({ schema: findingQuery }) query: FindingQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<FindingView>> {
    return this.readFindings.page(query, requester);
  }

  @Post(':id/outcome')
  @HttpCode(200)
  @Action('settle', 'Finding')
  @ApiOkResponse({ standardSchema: findingView })
  async settle(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: findingOutcome }) wanted: NewOutcome,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<FindingView> {
    return this.readFindings.view(await this.settleFinding.execute(id, wanted, requester, rules));
  }
}
