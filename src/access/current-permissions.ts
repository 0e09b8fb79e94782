import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { DomainError } from '../kernel/errors.js';
import type { RequestInHand } from '../platform/http/index.js';
import type { Permissions } from './access.js';

const kept = new WeakMap<RequestInHand, Permissions>();

/** Keeps what the guard found out for the rest of the request. */
export function keepPermissions(request: RequestInHand, permissions: Permissions): void {
  kept.set(request, permissions);
}

/** The permissions that the guard found; refuses when no guard has passed. */
function hasPermissions(request: RequestInHand): Permissions {
  const permissions = kept.get(request);
  if (!permissions) throw new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.');
  return permissions;
}

/** Injects the {@link Permissions} of who is asking. */
export const CurrentPermissions = createParamDecorator((_: unknown, context: ExecutionContext): Permissions =>
  hasPermissions(context.switchToHttp().getRequest<RequestInHand>()),
);
