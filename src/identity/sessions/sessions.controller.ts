import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Anyone, CurrentRequester, format, SignedIn, type Requester } from '../../platform/http/index.js';
import { OwnSessions } from './own-sessions.js';
import { OpenLacking } from './session-lack.js';
import { REFRESH_COOKIE } from '../presented-credentials.js';
import { RenewSession } from './renew-session.js';
import { SessionCookies } from './session-cookies.js';
import {
  sessionList,
  signedInView,
  signInBody,
  type SessionList,
  type SignedInView,
  type SignInBody,
} from './sessions.schemas.js';
import { shownFactor, type ShownFactor } from '../second-factor/second-factor.schemas.js';
import { CompleteSignIn, type SignInPlace } from '../sign-in/complete-sign-in.js';
import { SignIn } from '../sign-in/sign-in.js';
import type { SignedIn as SignedInPerson } from './start-session.js';
import { viewOfSignedIn } from './view-of-signed-in.js';

@ApiTags('identity')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly completeSignIn: CompleteSignIn,
    private readonly renewSession: RenewSession,
    private readonly ownSessions: OwnSessions,
    private readonly cookies: SessionCookies,
  ) {}

  @Post()
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: signedInView })
  async start(
    @Body({ schema: signInBody }) body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    return this.#answer(await this.signIn.execute(body, placeOf(request)), reply);
  }

  @Post('second-factor')
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: signedInView })
  async complete(
    @Body({ schema: shownFactor }) shown: ShownFactor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    return this.#answer(await this.completeSignIn.execute(shown, placeOf(request)), reply);
  }

  @Post('renewal')
  @HttpCode(200)
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: signedInView })
  async renew(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInView> {
    return this.#answer(await this.renewSession.execute(request.cookies[REFRESH_COOKIE], request.ip), reply);
  }

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: sessionList })
  async list(@CurrentRequester() requester: Requester): Promise<SessionList> {
    return { items: await this.ownSessions.list(requester), nextCursor: null };
  }

  @Delete('current')
  @HttpCode(204)
  @SignedIn()
  @OpenLacking('own-password', 'second-factor')
  @ApiNoContentResponse()
  async endCurrent(
    @CurrentRequester() requester: Requester,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.ownSessions.endCurrent(requester);
    this.cookies.clear(reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  @ApiNoContentResponse()
  async end(@Param('id', { schema: format.id }) id: string, @CurrentRequester() requester: Requester): Promise<void> {
    await this.ownSessions.end(id, requester);
  }

  #answer(signedIn: SignedInPerson, reply: FastifyReply): SignedInView {
    this.cookies.set(reply, signedIn);
    return viewOfSignedIn(signedIn);
  }
}

function placeOf({ ip: address, host }: FastifyRequest): SignInPlace {
  return { address, host };
}
