import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import { Action, CurrentRequester, format, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { ServiceAccounts } from './service-accounts.js';
import * as schemas from './service-accounts.schemas.js';

@ApiTags('identity')
@Controller('service-accounts')
export class ServiceAccountsController {
  constructor(private readonly accounts: ServiceAccounts) {}

  @Get()
  @Action('list', 'ServiceAccount')
  @ApiOkResponse({ standardSchema: schemas.serviceAccountList })
  async list(): Promise<schemas.ServiceAccountList> {
    return { items: await this.accounts.list(), nextCursor: null };
  }

  @Post()
  @Action('create', 'ServiceAccount')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.createdServiceAccount })
  async create(
    @Body({ schema: schemas.newServiceAccount }) draft: schemas.NewServiceAccountBody,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.CreatedServiceAccount> {
    const { account, token } = await this.accounts.create(draft, actorOf(requester));
    return { ...account, token };
  }

  @Post(':id/tokens')
  @Action('rotate', 'ServiceAccount')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.createdServiceAccount })
  async rotate(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newServiceToken }) wanted: schemas.NewServiceTokenBody,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.CreatedServiceAccount> {
    const { account, token } = await this.accounts.rotate(id, wanted, actorOf(requester));
    return { ...account, token };
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @Action('revoke', 'ServiceAccount')
  @ApiOkResponse({ standardSchema: schemas.serviceAccountView })
  async revoke(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.serviceRevocation }) { reason }: schemas.ServiceRevocation,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.ServiceAccountView> {
    return this.accounts.revoke(id, reason, actorOf(requester));
  }
}
