import { Body, Controller, Get, Param, Post, HttpCode, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { ExportIncident } from './export-incident.js';
import {
  affectedPage,
  exportQuery,
  incidentView,
  listingNumber,
  peopleQuery,
  revealedPerson,
  revealPerson,
  wantedScope,
  type AffectedPerson,
  type ExportQuery,
  type IncidentView,
  type PeopleQuery,
  type RevealedPerson,
  type RevealPerson,
  type WantedScope,
} from './incidents.schemas.js';
import { ListAffected } from './list-affected.js';
import { ReadIncidents } from './read-incidents.js';
import { ReadListings } from './read-listings.js';
import { RevealPersonOfIncident } from './reveal-person.js';

/** Whom a breach affected. */
@ApiTags('register')
@Controller('incidents/:id')
export class AffectedController {
  constructor(
    private readonly listAffected: ListAffected,
    private readonly readListings: ReadListings,
    private readonly readIncidents: ReadIncidents,
    private readonly reveal: RevealPersonOfIncident,
    private readonly exportIncident: ExportIncident,
  ) {}

  @Post('listings')
  @Action('handle', 'Incident')
  @ApiCreatedResponse({ standardSchema: incidentView })
  async make(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: wantedScope }) scope: WantedScope,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    await this.listAffected.execute(id, scope, requester, permissions);
    return this.readIncidents.view(id, permissions);
  }

  @Get('listings/:number')
  @Action('read', 'Incident')
  @ApiOkResponse({ standardSchema: affectedPage })
  people(
    @Param('id', { schema: format.id }) id: string,
    @Param('number', { schema: listingNumber }) number: number,
    @Query({ schema: peopleQuery }) query: PeopleQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<AffectedPerson>> {
    return this.readListings.people(id, number, query, requester, permissions);
  }

  @Get('listings/:number/file')
  @Action('export', 'Incident')
  @ApiProduces('text/csv', 'application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('id', { schema: format.id }) id: string,
    @Param('number', { schema: listingNumber }) number: number,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<StreamableFile> {
    const { name, type, bytes } = await this.exportIncident.execute(id, number, query, requester, permissions);
    return new StreamableFile(bytes, {
      ...{ type, length: bytes.length, disposition: `attachment; filename="${name}"` },
    });
  }

  @Post('people/:personId/reveals')
  @HttpCode(200)
  @Action('reveal', 'Incident')
  @ApiOkResponse({ standardSchema: revealedPerson })
  show(
    @Param('id', { schema: format.id }) id: string,
    @Param('personId', { schema: format.id }) personId: string,
    @Body({ schema: revealPerson }) { reason }: RevealPerson,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RevealedPerson> {
    return this.reveal.execute(id, personId, reason, requester, permissions);
  }
}
