import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/errors.js';
import { Clock } from '../kernel/clock.js';
import { Config } from '../platform/config/index.js';
import { FRESH_SECOND_FACTOR, ROUTE_OPENING, type RouteOpening } from '../platform/http/index.js';
import { AuthenticationStrategies } from './authentication-strategies.js';
import type { AuthenticatedRequester } from './authenticated-requester.js';
import { incompleteSession, notSignedIn, stepUpRequired } from './refusals.js';
import { OPEN_LACKING, type SessionLack } from './sessions/session-lack.js';
import { isFresh } from './second-factor/freshness.js';
import { changesByCookie } from './presented-credentials.js';
import { isSameOrigin } from './same-origin.js';
import { markUnattended, UNATTENDED, UNATTENDED_HEADER } from './sessions/unattended.js';

interface SignedInRequest extends FastifyRequest {
  readonly user: AuthenticatedRequester;
}

/**
 * The first guard of every route: establishes who is asking. Routes open to anyone pass; all others, also those that
 * declare nothing, need a person's access token or a machine's token. What they may do is decided in `access`.
 */
@Injectable()
export class AuthenticationGuard extends AuthGuard() {
  constructor(
    strategies: AuthenticationStrategies,
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    super({ defaultStrategy: strategies.names });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    this.#refuseForeignOrigin(context.switchToHttp().getRequest<FastifyRequest>());
    const opening = this.reflector.get<RouteOpening | undefined>(ROUTE_OPENING, context.getHandler());
    if (opening?.to === 'anyone') return true;
    this.#noteUnattended(context);
    await super.canActivate(context);
    this.#holdBackUntilComplete(context);
    this.#needFreshSecondFactor(context);
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false | null): User {
    if (error) throw error as Error; // Passport hands on what a strategy threw
    if (!user) throw notSignedIn();
    return user;
  }

  #refuseForeignOrigin(request: FastifyRequest): void {
    if (!changesByCookie(request)) return;
    const { method, host, headers } = request;
    const fetchSite = headers['sec-fetch-site'];
    const claimed = { method, host, fetchSite: fetchSite?.toString(), origin: headers.origin };
    if (isSameOrigin(claimed, this.config.publicOrigin)) return;
    throw new DomainError('forbidden', 'cross-origin', 'This change was asked for by a page of another site.');
  }

  #noteUnattended(context: ExecutionContext): void {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isByItself = this.reflector.get<true | undefined>(UNATTENDED, context.getHandler()) === true;
    if (isByItself || request.headers[UNATTENDED_HEADER] !== undefined) markUnattended(request);
  }

  #holdBackUntilComplete(context: ExecutionContext): void {
    const { lacks } = context.switchToHttp().getRequest<SignedInRequest>().user;
    if (lacks === null) return;
    const opened = this.reflector.get<readonly SessionLack[] | undefined>(OPEN_LACKING, context.getHandler());
    if (!opened?.includes(lacks)) throw incompleteSession(lacks);
  }

  #needFreshSecondFactor(context: ExecutionContext): void {
    if (this.config.demo || !this.reflector.get<true | undefined>(FRESH_SECOND_FACTOR, context.getHandler())) return;
    const { secondFactorAt } = context.switchToHttp().getRequest<SignedInRequest>().user;
    if (!isFresh(secondFactorAt, this.clock.now())) throw stepUpRequired();
  }
}
