import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  type Requester,
  type Rules,
} from '../../platform/http/index.js';
import { StaffSessions } from './staff-sessions.js';
import * as schemas from './staff-sessions.schemas.js';

@ApiTags('identity')
@Controller('staff/:id')
export class StaffSessionsController {
  constructor(private readonly sessions: StaffSessions) {}

  @Get('sessions')
  @Action('list', 'Session')
  @ApiOkResponse({ standardSchema: schemas.staffSessionList })
  async list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.StaffSessionList> {
    return { items: await this.sessions.list(id, rules), nextCursor: null };
  }

  @Post('session-endings')
  @HttpCode(200)
  @Action('end', 'Session')
  @ApiOkResponse({ standardSchema: schemas.endedSessions })
  end(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.sessionEndingWish }) wish: schemas.SessionEndingWish,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.EndedSessions> {
    return this.sessions.end(id, wish, requester, rules);
  }
}
