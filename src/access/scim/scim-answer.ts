import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config/index.js';
import type { Origin } from './resources.js';
import { entityTag } from './versions.js';

/** Where the client reaches the server, for the addresses in answers. */
export function originOf({ publicOrigin }: Config, { protocol, host }: FastifyRequest): Origin {
  return publicOrigin ?? `${protocol}://${host}`;
}

/** Gives an answer about one resource the tag of its version and, where one is named, its address. */
export function tagged<T>(reply: FastifyReply, version: number, body: T, location?: unknown): T {
  void reply.header('etag', entityTag(version));
  if (typeof location === 'string') void reply.header('location', location);
  return body;
}

/** The client has this version already (RFC 7644 §3.14). */
export function notModified(reply: FastifyReply, version: number): void {
  void reply.code(304).header('etag', entityTag(version));
}
