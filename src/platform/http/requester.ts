import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/errors.js';

/** Who is asking, as the sign-in checks have established it for this one request. */
export interface Requester {
  readonly kind: 'staff' | 'service';
  /** Staff id or service account id. */
  readonly id: string;
  /** What a service account is for; absent for a person. */
  readonly serviceRole?: 'ingest' | 'scim' | 'metrics';
  /** The session of a staff member; null for a service account. */
  readonly sessionId: string | null;
  /** Changes with everything that changes what the person may do; see `access`. */
  readonly accessEpoch: number;
  /** IP address that the request came from. */
  readonly address: string;
}

/** The request as it travels through guards; `user` is Passport's name for who is asking. */
export interface RequestInHand extends FastifyRequest {
  user?: Requester;
}

/** Injects the {@link Requester} into a controller's method; refuses where nobody is signed in. */
export const CurrentRequester = createParamDecorator((_: unknown, context: ExecutionContext): Requester => {
  const { user } = context.switchToHttp().getRequest<RequestInHand>();
  if (!user) throw new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
  return user;
});
