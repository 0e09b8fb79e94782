import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import type { ServiceAccount } from './service-account.entity.js';
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
    return { items: (await this.accounts.list()).map(viewOf), nextCursor: null };
  }

  @Post()
  @Action('create', 'ServiceAccount')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.createdServiceAccount })
  async create(
    @Body({ schema: schemas.newServiceAccount }) draft: schemas.NewServiceAccountBody,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.CreatedServiceAccount> {
    const { account, token } = await this.accounts.create(draft, actorOf(requester));
    return { ...viewOf(account), token };
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
    return viewOf(await this.accounts.revoke(id, reason, actorOf(requester)));
  }
}

function viewOf(account: ServiceAccount): schemas.ServiceAccountView {
  const { id, name, role, createdBy } = account;
  return {
    id,
    name,
    role,
    expiresAt: account.expiresAt.toISOString(),
    createdAt: account.createdAt.toISOString(),
    createdBy,
    revokedAt: account.revokedAt?.toISOString() ?? null,
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
  };
}
