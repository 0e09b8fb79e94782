import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentRequester, format, FreshSecondFactor, SignedIn, type Requester } from '../../platform/http/index.js';
import { OpenLacking } from '../sessions/session-lack.js';
import { OwnPasskeys } from './own-passkeys.js';
import type { Passkey } from './passkey.entity.js';
import { RegisterPasskey } from './register-passkey.js';
import * as schemas from './second-factor.schemas.js';

/** The passkeys of who asks; there is no route to anybody else's. */
@ApiTags('identity')
@Controller('me/passkeys')
export class PasskeysController {
  constructor(
    private readonly passkeys: OwnPasskeys,
    private readonly registerPasskey: RegisterPasskey,
  ) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: schemas.passkeyList })
  async list(@CurrentRequester() requester: Requester): Promise<schemas.PasskeyList> {
    return { items: (await this.passkeys.list(requester)).map(viewOf), nextCursor: null };
  }

  /** Not marked as needing a fresh second factor: whether it does depends on whether there is one (see the use case). */
  @Post('challenges')
  @SignedIn()
  @OpenLacking('second-factor')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.passkeyCreation })
  ask(@CurrentRequester() requester: Requester, @Req() { host }: FastifyRequest): Promise<schemas.PasskeyCreation> {
    return this.registerPasskey.ask(requester, host);
  }

  @Post()
  @SignedIn()
  @OpenLacking('second-factor')
  @ApiCreatedResponse({ standardSchema: schemas.passkeyView })
  async register(
    @Body({ schema: schemas.newPasskey }) draft: schemas.NewPasskey,
    @CurrentRequester() requester: Requester,
    @Req() { host }: FastifyRequest,
  ): Promise<schemas.PasskeyView> {
    return viewOf(await this.registerPasskey.execute(draft, requester, host));
  }

  @Patch(':id')
  @SignedIn()
  @ApiOkResponse({ standardSchema: schemas.passkeyView })
  async rename(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.passkeyName }) { name }: schemas.PasskeyName,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.PasskeyView> {
    return viewOf(await this.passkeys.rename(id, name, requester));
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  @FreshSecondFactor()
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.passkeys.remove(id, requester);
  }
}

function viewOf({ id, name, deviceType, backedUp, createdAt, lastUsedAt }: Passkey): schemas.PasskeyView {
  return {
    id,
    name,
    deviceType,
    backedUp,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
