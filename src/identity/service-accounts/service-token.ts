import type { FastifyRequest } from 'fastify';
import { newToken } from '../opaque-token.js';
import { bearerTokenOf } from '../presented-credentials.js';

/** Tells a service account's token from an access token, and a leaked one from noise. */
export const SERVICE_TOKEN_PREFIX = 'tlnsvc_';

/** A new token of a service account: the prefix and 256 random bits, base64url. */
export function newServiceToken(): string {
  return `${SERVICE_TOKEN_PREFIX}${newToken()}`;
}

/** The token of a machine that a request says it comes from, whether anybody has it or not; null without one. */
export function machineTokenOf(request: Pick<FastifyRequest, 'headers'>): string | null {
  const token = bearerTokenOf(request);
  return token?.startsWith(SERVICE_TOKEN_PREFIX) ? token : null;
}
