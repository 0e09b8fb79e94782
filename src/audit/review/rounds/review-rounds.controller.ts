import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  type Page,
  type Requester,
  type Rules,
} from '../../../platform/http/index.js';
import { CloseRound } from './close-round.js';
import { MarkEvent } from './mark-event.js';
import { OpenRound } from './open-round.js';
import { ReadItems } from './read-items.js';
import { ReadRounds } from './read-rounds.js';
import { roundViewOf } from './round-view.js';
import {
  itemPage,
  itemQuery,
  marked,
  newMark,
  newRound,
  roundDetails,
  roundPage,
  roundQuery,
  roundView,
  type ItemQuery,
  type ItemView,
  type Marked,
  type NewMark,
  type NewRound,
  type RoundDetails,
  type RoundQuery,
  type RoundView,
} from './rounds.schemas.js';

@ApiTags('audit')
@Controller('audit/review-rounds')
export class ReviewRoundsController {
  constructor(
    private readonly openRound: OpenRound,
    private readonly readRounds: ReadRounds,
    private readonly readItems: ReadItems,
    private readonly markEvent: MarkEvent,
    private readonly closeRound: CloseRound,
  ) {}

  @Post()
  @Action('open', 'ReviewRound')
  @ApiCreatedResponse({ standardSchema: roundView })
  async open(
    @Body({ schema: newRound }) wanted: NewRound,
    @CurrentRequester() requester: Requester,
  ): Promise<RoundView> {
    return roundViewOf(await this.openRound.execute(wanted, requester));
  }

  @Get()
  @Action('list', 'ReviewRound')
  @ApiOkResponse({ standardSchema: roundPage })
  list(
    @Query({ schema: roundQuery }) query: RoundQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<RoundView>> {
    return this.readRounds.page(query, requester);
  }

  @Get(':id')
  @Action('read', 'ReviewRound')
  @ApiOkResponse({ standardSchema: roundDetails })
  one(@Param('id', { schema: format.id }) id: string, @CurrentRequester() requester: Requester): Promise<RoundDetails> {
    return this.readRounds.one(id, requester);
  }

  @Get(':id/items')
  @Action('read', 'ReviewRound')
  @ApiOkResponse({ standardSchema: itemPage })
  items(
    @Param('id', { schema: format.id }) id: string,
    @Query({ schema: itemQuery }) query: ItemQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<ItemView>> {
    return this.readItems.page(id, query, requester);
  }

  @Post(':id/marks')
  @Action('review', 'AuditEvent')
  @ApiCreatedResponse({ standardSchema: marked })
  mark(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newMark }) wanted: NewMark,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<Marked> {
    return this.markEvent.execute(id, wanted, requester, rules);
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Action('close', 'ReviewRound')
  @ApiOkResponse({ standardSchema: roundView })
  async close(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<RoundView> {
    return roundViewOf(await this.closeRound.execute(id, requester));
  }
}
