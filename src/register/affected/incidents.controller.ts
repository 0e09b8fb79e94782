import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Action, CurrentRequester, format, pageQuery, type Page, type Requester } from '../../platform/http/index.js';
import { CorrectAwareness } from './correct-awareness.js';
import {
  correctedAwareness,
  incidentPage,
  incidentRegistered,
  incidentStaff,
  incidentView,
  newIncident,
  type CorrectedAwareness,
  type IncidentItem,
  type IncidentRegistered,
  type IncidentStaff,
  type IncidentView,
  type NewIncident,
} from './incidents.schemas.js';
import { ReadIncidents } from './read-incidents.js';
import { RegisterIncident } from './register-incident.js';

/** Breaches of personal data: what happened, and from when the 72 hours run. */
@ApiTags('register')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly readIncidents: ReadIncidents,
    private readonly registerIncident: RegisterIncident,
    private readonly correctAwareness: CorrectAwareness,
    private readonly staff: StaffDirectory,
  ) {}

  @Get()
  @Action('list', 'Incident')
  @ApiOkResponse({ standardSchema: incidentPage })
  list(
    @Query({ schema: pageQuery }) page: z.output<typeof pageQuery>,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<IncidentItem>> {
    return this.readIncidents.page(page, requester, permissions);
  }

  @Post()
  @Action('register', 'Incident')
  @ApiCreatedResponse({ standardSchema: incidentRegistered })
  async register(
    @Body({ schema: newIncident }) wanted: NewIncident,
    @CurrentRequester() requester: Requester,
  ): Promise<IncidentRegistered> {
    return { id: await this.registerIncident.execute(wanted, requester) };
  }

  /** Whom a form may name: everybody who works here. */
  @Get('staff')
  @Action('register', 'Incident')
  @ApiOkResponse({ standardSchema: incidentStaff })
  async everybody(): Promise<IncidentStaff> {
    const people = await this.staff.everybody();
    return { items: people.map(({ id, displayName, unit }) => ({ id, displayName, unit })), nextCursor: null };
  }

  @Get(':id')
  @Action('read', 'Incident')
  @ApiOkResponse({ standardSchema: incidentView })
  one(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    return this.readIncidents.one(id, requester, permissions);
  }

  @Post(':id/awareness')
  @HttpCode(200)
  @Action('handle', 'Incident')
  @ApiOkResponse({ standardSchema: incidentView })
  async correct(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: correctedAwareness }) wanted: CorrectedAwareness,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    await this.correctAwareness.execute(id, wanted, requester, permissions);
    return this.readIncidents.view(id, permissions);
  }
}
