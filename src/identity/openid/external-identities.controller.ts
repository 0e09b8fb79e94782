import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  FreshSecondFactor,
  type Requester,
  type Rules,
} from '../../platform/http/index.js';
import { ConfirmExternalIdentity } from './confirm-external-identity.js';
import * as schemas from './external-identities.schemas.js';
import { ListExternalIdentities } from './list-external-identities.js';
import { ProposeExternalIdentity } from './propose-external-identity.js';
import { RemoveExternalIdentities } from './remove-external-identities.js';

/** Which identity of the provider is whose: said by one administrator, confirmed by another, ended by any. */
@ApiTags('identity')
@Controller()
export class ExternalIdentitiesController {
  constructor(
    private readonly identities: ListExternalIdentities,
    private readonly propose: ProposeExternalIdentity,
    private readonly confirm: ConfirmExternalIdentity,
    private readonly remove: RemoveExternalIdentities,
  ) {}

  @Get('external-identities/seen')
  @Action('list', 'ExternalIdentity')
  @ApiOkResponse({ standardSchema: schemas.seenIdentityList })
  async seen(): Promise<schemas.SeenIdentityList> {
    return { items: await this.identities.seen(), nextCursor: null };
  }

  @Get('staff/:id/external-identities')
  @Action('list', 'ExternalIdentity')
  @ApiOkResponse({ standardSchema: schemas.externalIdentityList })
  async ofStaff(@Param('id', { schema: format.id }) id: string): Promise<schemas.ExternalIdentityList> {
    return { items: await this.identities.ofStaff(id), nextCursor: null };
  }

  @Post('staff/:id/external-identities')
  @Action('link', 'ExternalIdentity')
  @ApiCreatedResponse({ standardSchema: schemas.externalIdentityView })
  async link(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newExternalIdentity }) wanted: schemas.NewExternalIdentity,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.ExternalIdentityView> {
    const may = (facts: object) => rules.allow('link', 'ExternalIdentity', { ...facts });
    return this.identities.view(await this.propose.execute(id, wanted, actorOf(requester), may));
  }

  @Post('external-identities/:id/confirmation')
  @HttpCode(200)
  @Action('confirm', 'ExternalIdentity')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: schemas.externalIdentityView })
  async confirmLink(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.ExternalIdentityView> {
    const may = (facts: object) => rules.allow('confirm', 'ExternalIdentity', { ...facts });
    return this.identities.view(await this.confirm.execute(id, requester, may));
  }

  @Delete('external-identities/:id')
  @HttpCode(204)
  @Action('unlink', 'ExternalIdentity')
  @ApiNoContentResponse()
  async unlink(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<void> {
    await this.remove.execute(id, actorOf(requester), facts => rules.allow('unlink', 'ExternalIdentity', { ...facts }));
  }
}
