import type {} from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt } from 'passport-jwt';
import { isSafe } from './same-origin.js';

export const ACCESS_COOKIE = 'tallenne_access';
export const REFRESH_COOKIE = 'tallenne_refresh';

type RequestHead = Pick<FastifyRequest, 'headers' | 'cookies'>;

const bearer = ExtractJwt.fromAuthHeaderAsBearerToken();

/** The token after `Authorization: Bearer`, whatever its kind; null without one. */
export function bearerTokenOf(request: Pick<RequestHead, 'headers'>): string | null {
  return bearer(request);
}

/** The access token: the bearer's where there is one, else the cookie's. */
export function accessTokenOf(request: RequestHead): string | null {
  return bearerTokenOf(request) ?? request.cookies[ACCESS_COOKIE] ?? null;
}

/** Whether the request changes something by cookies alone, which a browser sends along unasked. */
export function changesByCookie(request: RequestHead & Pick<FastifyRequest, 'method'>): boolean {
  if (isSafe(request.method) || bearerTokenOf(request) !== null) return false;
  return request.cookies[ACCESS_COOKIE] !== undefined || request.cookies[REFRESH_COOKIE] !== undefined;
}
