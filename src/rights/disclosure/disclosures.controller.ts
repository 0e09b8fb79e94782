import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { DecideDisclosure } from './decide-disclosure.js';
import * as schemas from './disclosures.schemas.js';
import { NameRecordings } from './name-recordings.js';
import { OpenDisclosure } from './open-disclosure.js';

/** Requests of authorities; from their decision on, package, letter and delivery are those of any case. */
@ApiTags('rights')
@Controller('disclosures')
export class DisclosuresController {
  constructor(
    private readonly openDisclosure: OpenDisclosure,
    private readonly nameRecordings: NameRecordings,
    private readonly decideDisclosure: DecideDisclosure,
  ) {}

  @Post()
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: schemas.openedDisclosure })
  open(
    @Body({ schema: schemas.newDisclosure }) wanted: schemas.NewDisclosure,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.OpenedDisclosure> {
    return this.openDisclosure.execute(wanted, requester);
  }

  @Post(':id/recordings')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.disclosureState })
  name(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.namedRecordings }) wanted: schemas.NamedRecordings,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.DisclosureState> {
    return this.nameRecordings.execute(id, wanted, requester, permissions);
  }

  @Post(':id/preparation')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.disclosureState })
  prepare(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.DisclosureState> {
    return this.decideDisclosure.prepare(id, requester, permissions);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Action('confirm', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.disclosureState })
  decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.disclosureDecision }) decision: schemas.DisclosureDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.DisclosureState> {
    return this.decideDisclosure.decide(id, decision, requester, permissions);
  }
}
