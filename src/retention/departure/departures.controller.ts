import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import {
  Action,
  CurrentRequester,
  format,
  FreshSecondFactor,
  pageQuery,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import { DecideDeparture } from './decide-departure.js';
import {
  departureDecision,
  departurePage,
  departureView,
  newDeparture,
  type DepartureDecision,
  type DepartureView,
  type NewDeparture,
} from './departures.schemas.js';
import { ProposeDeparture } from './propose-departure.js';
import { ReadDepartures } from './read-departures.js';

@ApiTags('retention')
@Controller('departures')
export class DeparturesController {
  constructor(
    private readonly readDepartures: ReadDepartures,
    private readonly proposeDeparture: ProposeDeparture,
    private readonly decideDeparture: DecideDeparture,
  ) {}

  @Get()
  @Action('list', 'Departure')
  @ApiOkResponse({ standardSchema: departurePage })
  list(
    @Query({ schema: pageQuery }) page: z.output<typeof pageQuery>,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<DepartureView>> {
    return this.readDepartures.page(page, permissions);
  }

  @Post()
  @Action('propose', 'Departure')
  @ApiCreatedResponse({ standardSchema: departureView })
  async propose(
    @Body({ schema: newDeparture }) wanted: NewDeparture,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<DepartureView> {
    return this.readDepartures.view(await this.proposeDeparture.execute(wanted, requester, permissions), permissions);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Action('decide', 'Departure')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: departureView })
  async decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: departureDecision }) decision: DepartureDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<DepartureView> {
    const departure = await this.decideDeparture.execute(id, decision, requester, permissions);
    return this.readDepartures.view(departure, permissions);
  }
}
