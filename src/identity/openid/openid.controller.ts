import { Controller, Get, Header, Post, Query, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiFoundResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/errors.js';
import { Anyone } from '../../platform/http/index.js';
import { SessionCookies } from '../sessions/session-cookies.js';
import { signedInView, type SignedInView } from '../sessions/sessions.schemas.js';
import { viewOfSignedIn } from '../sessions/view-of-signed-in.js';
import { BeginOpenIdSignIn } from './begin-openid-sign-in.js';
import { CompleteOpenIdSignIn, type CompletedSignIn } from './complete-openid-sign-in.js';
import { OpenIdCookie } from './openid-cookie.js';
import { OpenIdRefused } from './openid-refused.js';
import { beginQuery, callbackQuery, type BeginQuery } from './openid.schemas.js';
import { ResumeOpenIdSignIn } from './resume-openid-sign-in.js';
import { pageWith } from './page-with.js';

/** The way through the organisation's identity provider; 404 where none is set. Addresses bear neither token nor name. */
@ApiTags('identity')
@Controller('sessions/openid')
export class OpenIdController {
  constructor(
    private readonly beginSignIn: BeginOpenIdSignIn,
    private readonly completeSignIn: CompleteOpenIdSignIn,
    private readonly resumeSignIn: ResumeOpenIdSignIn,
    private readonly cookie: OpenIdCookie,
    private readonly sessionCookies: SessionCookies,
  ) {}

  @Get()
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiFoundResponse()
  async begin(
    @Query({ schema: beginQuery }) query: BeginQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orErrorPage(reply, async () => {
      const { location, secret } = await this.beginSignIn.execute(query, request.ip);
      this.cookie.set(reply, secret);
      return location;
    });
  }

  @Get('callback')
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiFoundResponse()
  async callback(
    @Query({ schema: callbackQuery }) _query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await orErrorPage(reply, async () => {
      const query = request.url.slice(request.url.indexOf('?') + 1);
      const answer = { query, secret: this.cookie.of(request), address: request.ip };
      return this.#land(await this.completeSignIn.execute(answer), reply);
    });
  }

  @Post('second-factor')
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: signedInView })
  async resume(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInView> {
    const place = { address: request.ip, host: request.host };
    this.cookie.clear(reply);
    const signedIn = await this.resumeSignIn.execute(this.cookie.of(request), place);
    this.sessionCookies.set(reply, signedIn);
    return viewOfSignedIn(signedIn);
  }

  #land({ returnTo, signedIn, secondFactorSecret }: CompletedSignIn, reply: FastifyReply): string {
    if (secondFactorSecret !== null) {
      this.cookie.set(reply, secondFactorSecret);
      return pageWith(returnTo, 'second-factor-required');
    }
    this.cookie.clear(reply);
    if (signedIn) this.sessionCookies.set(reply, signedIn);
    return returnTo;
  }
}

/** Sends the browser on; what went wrong is told to the sign-in page by its code alone. */
async function orErrorPage(reply: FastifyReply, go: () => Promise<string>): Promise<void> {
  try {
    await reply.redirect(await go(), 302);
  } catch (error) {
    const problem = error instanceof OpenIdRefused ? error.toDomainError() : error;
    if (!(problem instanceof DomainError) || problem.kind === 'not-found') throw problem;
    await reply.redirect(pageWith('/', problem.code), 302);
  }
}
