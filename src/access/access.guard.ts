import { subject } from '@casl/ability';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../kernel/errors.js';
import { actorOf, AuditTrail, LogGate } from '../audit/index.js';
import {
  keepRules,
  ROUTE_OPENING,
  type RequestInHand,
  type Requester,
  type RouteAction,
  type RouteOpening,
  type Rules,
} from '../platform/http/index.js';
import { Access, type Permissions } from './access.js';
import { keepPermissions } from './current-permissions.js';
import { isOpenMeanwhile } from './open-meanwhile.js';

/**
 * Every route passes here. One without a declared opening is refused; an action must be allowed on something at all,
 * after which the use case decides about the object itself. While the database may be a backup that nobody has accepted, what shows
 * of recordings and callers is refused to everybody: rights that were taken away since would work.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: Access,
    private readonly trail: AuditTrail,
    private readonly gate: LogGate,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const opening = this.reflector.get<RouteOpening | undefined>(ROUTE_OPENING, context.getHandler());
    if (!opening) throw new DomainError('forbidden', 'route-not-opened', 'This route has no declared action.');
    if (opening.to === 'anyone') return true;
    const request = context.switchToHttp().getRequest<RequestInHand>();
    if (!request.user) throw new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
    const permissions = await this.access.of(request.user);
    keepPermissions(request, permissions);
    keepRules(request, rulesOf(permissions));
    if (opening.to === 'action') await this.#need(request.user, permissions, opening.action);
    return true;
  }

  async #need(requester: Requester, { ability }: Permissions, action: RouteAction): Promise<void> {
    const { verb, subject } = action;
    // Checked against VOCABULARY at start.
    if (ability.can(verb as never, subject as never)) {
      if (!isOpenMeanwhile(action)) this.gate.assertContinued();
      return;
    }
    const refused = { action: 'route.refused', outcome: 'refused', actor: actorOf(requester) } as const;
    await this.trail.recordAlone({ ...refused, facts: { verb, subject } });
    throw new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
  }
}

/** Verb and subject are of the vocabulary: controllers declare them, and the start checks what they declare. */
function rulesOf({ ability }: Permissions): Rules {
  return {
    allow: (verb, kind, facts) => ability.can(verb as never, subject(kind as never, { ...facts })),
  };
}
