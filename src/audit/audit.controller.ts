import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Page, type Requester } from '../platform/http/index.js';
import {
  eventDetails,
  eventFilters,
  eventPage,
  type EventDetails,
  type EventFilters,
  type EventView,
} from './audit.schemas.js';
import { ListEvents } from './list-events.js';

@ApiTags('audit')
@Controller('audit/events')
export class AuditController {
  constructor(private readonly events: ListEvents) {}

  @Get()
  @Action('list', 'AuditEvent')
  @ApiOkResponse({ standardSchema: eventPage })
  list(
    @Query({ schema: eventFilters }) filters: EventFilters,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<EventView>> {
    return this.events.page(filters, requester);
  }

  @Get(':id')
  @Action('read', 'AuditEvent')
  @ApiOkResponse({ standardSchema: eventDetails })
  one(@Param('id', { schema: format.id }) id: string, @CurrentRequester() requester: Requester): Promise<EventDetails> {
    return this.events.one(id, requester);
  }
}
