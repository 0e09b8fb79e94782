import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, format, SignedIn, type Page, type Requester } from '../../../platform/http/index.js';
import { AnswerFinding } from './answer-finding.js';
import {
  findingAnswer,
  findingPage,
  findingQuery,
  findingView,
  type FindingQuery,
  type FindingView,
  type NewAnswer,
} from './findings.schemas.js';
import { ReadFindings } from './read-findings.js';

@ApiTags('me')
@Controller('me/findings')
export class OwnFindingsController {
  constructor(
    private readonly readFindings: ReadFindings,
    private readonly answerFinding: AnswerFinding,
  ) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: findingPage })
  list(
    @Query({ schema: findingQuery }) query: FindingQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<FindingView>> {
    return this.readFindings.own(query, requester);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @SignedIn()
  @ApiOkResponse({ standardSchema: findingView })
  async answer(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: findingAnswer }) { text }: NewAnswer,
    @CurrentRequester() requester: Requester,
  ): Promise<FindingView> {
    return this.readFindings.view(await this.answerFinding.execute(id, text, requester));
  }
}
