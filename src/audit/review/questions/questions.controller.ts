import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Page, type Requester } from '../../../platform/http/index.js';
import { AskQuestion } from './ask-question.js';
import { QUESTIONS } from './questions.js';
import {
  flaggedPage,
  questionList,
  questionName,
  questionQuery,
  type FlaggedEvent,
  type QuestionList,
  type QuestionQuery,
} from './questions.schemas.js';

@ApiTags('audit')
@Controller('audit/questions')
export class QuestionsController {
  constructor(private readonly askQuestion: AskQuestion) {}

  @Get()
  @Action('list', 'AuditEvent')
  @ApiOkResponse({ standardSchema: questionList })
  list(): QuestionList {
    return { items: QUESTIONS.map(({ name, asks }) => ({ name, asks })), nextCursor: null };
  }

  @Get(':name')
  @Action('list', 'AuditEvent')
  @ApiOkResponse({ standardSchema: flaggedPage })
  ask(
    @Param('name', { schema: questionName }) name: string,
    @Query({ schema: questionQuery }) query: QuestionQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<FlaggedEvent>> {
    return this.askQuestion.execute(name, query, requester);
  }
}
