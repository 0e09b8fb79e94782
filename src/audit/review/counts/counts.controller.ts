import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../../platform/http/index.js';
import { CountEvents } from './count-events.js';
import {
  countQuery,
  eventCounts,
  purposeShares,
  shareQuery,
  type CountQuery,
  type EventCounts,
  type PurposeShares,
  type ShareQuery,
} from './counts.schemas.js';
import { SharePurposes } from './share-purposes.js';

@ApiTags('audit')
@Controller('audit')
export class CountsController {
  constructor(
    private readonly countEvents: CountEvents,
    private readonly sharePurposes: SharePurposes,
  ) {}

  @Get('event-counts')
  @Action('list', 'AuditEvent')
  @ApiOkResponse({ standardSchema: eventCounts })
  counts(
    @Query({ schema: countQuery }) query: CountQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<EventCounts> {
    return this.countEvents.execute(query, requester);
  }

  @Get('purpose-shares')
  @Action('list', 'AuditEvent')
  @ApiOkResponse({ standardSchema: purposeShares })
  shares(
    @Query({ schema: shareQuery }) query: ShareQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<PurposeShares> {
    return this.sharePurposes.execute(query, requester);
  }
}
