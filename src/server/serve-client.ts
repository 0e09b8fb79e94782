import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from '../platform/http/index.js';
import { notFound } from '../kernel/errors.js';

const YEAR_S = 31_536_000;

/** Serves the browser client, where it is built; every address that is not the API's is one of its pages. */
export async function serveClient(app: NestFastifyApplication): Promise<void> {
  const root = resolve(import.meta.dirname, '../../../web/dist');
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: cacheHeaders,
  });
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    if (['/api/', '/assets/', '/scim/'].some(place => request.url.startsWith(place))) {
      sendProblem(reply, problemOf(notFound()));
      return reply;
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}

/** Files of the build bear their hash in the name, so they never change; pages are asked for anew each time. */
function cacheHeaders(reply: Pick<FastifyReply, 'header'>, path: string): void {
  const hashed = path.includes('/assets/');
  void reply.header('cache-control', hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
}
