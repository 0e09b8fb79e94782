import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/errors.js';
import { Config } from '../platform/config/index.js';
import { ROUTE_OPENING, type RouteOpening } from '../platform/http/index.js';
import { AccessTokenStrategy } from './sessions/access-token.strategy.js';
import type { AuthenticatedRequester } from './authenticated-requester.js';
import { BEFORE_PASSWORD_CHANGE } from './passwords/before-password-change.js';
import { notSignedIn } from './refusals.js';
import { changesByCookie } from './presented-credentials.js';
import { isSameOrigin } from './same-origin.js';
import { ServiceTokenStrategy } from './service-accounts/service-token.strategy.js';

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
    people: AccessTokenStrategy,
    machines: ServiceTokenStrategy,
    private readonly reflector: Reflector,
    private readonly config: Config,
  ) {
    super({ defaultStrategy: [people.name, machines.name] });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    this.#refuseForeignOrigin(context.switchToHttp().getRequest<FastifyRequest>());
    const opening = this.reflector.get<RouteOpening | undefined>(ROUTE_OPENING, context.getHandler());
    if (opening?.to === 'anyone') return true;
    await super.canActivate(context);
    this.#holdBackUntilPasswordChanged(context);
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

  #holdBackUntilPasswordChanged(context: ExecutionContext): void {
    if (!context.switchToHttp().getRequest<SignedInRequest>().user.mustChangePassword) return;
    if (this.reflector.get<true | undefined>(BEFORE_PASSWORD_CHANGE, context.getHandler())) return;
    throw new DomainError('forbidden', 'password-change-required', 'Change your one-time password first.');
  }
}
