import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, pageQuery, type Page, type Requester } from '../../platform/http/index.js';
import { ActOnIncident } from './act-on-incident.js';
import { ChooseOwner } from './choose-owner.js';
import {
  incidentAnswer,
  incidentOutcome,
  incidentPage,
  newOwner,
  ownerList,
  type IncidentAnswer,
  type IncidentOutcomeWanted,
  type IncidentView,
  type NewOwner,
  type OwnerList,
} from './promises.schemas.js';
import { ReadIncidents } from './read-incidents.js';

/** Promises that were found not to hold, who answers for them, and what came of it. */
@ApiTags('register')
@Controller('promise-incidents')
export class PromiseIncidentsController {
  constructor(
    private readonly readIncidents: ReadIncidents,
    private readonly owners: ChooseOwner,
    private readonly act: ActOnIncident,
  ) {}

  @Get()
  @Action('list', 'PromiseIncident')
  @ApiOkResponse({ standardSchema: incidentPage })
  list(
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<IncidentView>> {
    return this.readIncidents.page(query, permissions);
  }

  @Get('owners')
  @Action('list', 'PromiseIncident')
  @ApiOkResponse({ standardSchema: ownerList })
  async fitOwners(): Promise<OwnerList> {
    return { items: await this.owners.list(), nextCursor: null };
  }

  @Post(':id/answer')
  @HttpCode(204)
  @Action('answer', 'PromiseIncident')
  @ApiNoContentResponse()
  async answer(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: incidentAnswer }) wanted: IncidentAnswer,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.act.answer(id, wanted, { ...permissions, requester });
  }

  @Post(':id/owner')
  @HttpCode(204)
  @Action('hand-over', 'PromiseIncident')
  @ApiNoContentResponse()
  async handOver(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newOwner }) wanted: NewOwner,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.act.handOver(id, wanted, { ...permissions, requester });
  }

  @Post(':id/outcome')
  @HttpCode(204)
  @Action('settle', 'PromiseIncident')
  @ApiNoContentResponse()
  async settle(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: incidentOutcome }) wanted: IncidentOutcomeWanted,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.act.settle(id, wanted, { ...permissions, requester });
  }
}
