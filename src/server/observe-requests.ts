import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { beginRequestSpan, processMeasures, type RequestSpan } from '../platform/measure/index.js';
import { onBehalfOf, type JsonOutput, type RequestInContext } from '../platform/output/index.js';

/** Gives each request its id, counts and times it by its route's template, and says a line of it. */
export function observeRequests(adapter: FastifyAdapter, output: JsonOutput): void {
  const server = adapter.getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    const { method, route } = inContext(request);
    const span = beginRequestSpan(method, route, request.headers.traceparent);
    if (span) spans.set(request, span);
    run(request, done);
  });
  // A body is read by the connection, on whose behalf nothing runs: what follows runs for the request again.
  server.addHook('preValidation', (request, _reply, done) => {
    run(request, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    onBehalfOf(inContext(request), () => {
      observe(request, reply, output);
      spans.get(request)?.end(reply.statusCode);
    });
    done();
  });
}

const spans = new WeakMap<FastifyRequest, RequestSpan>();

function run(request: FastifyRequest, work: () => void): void {
  const span = spans.get(request);
  onBehalfOf(inContext(request), () => {
    if (span) span.run(work);
    else work();
  });
}

function observe(request: FastifyRequest, reply: FastifyReply, output: JsonOutput): void {
  const { method, route } = inContext(request);
  const seconds = reply.elapsedTime / 1000;
  processMeasures.requests.inc({ method, route, status: `${Math.floor(reply.statusCode / 100)}xx` });
  processMeasures.requestSeconds.observe({ method, route }, seconds);
  output.line('info', { message: 'answered', status: reply.statusCode, durationMs: Math.round(seconds * 1000) });
}

function inContext(request: FastifyRequest): RequestInContext {
  return { requestId: request.id, method: request.method, route: templateOf(request.routeOptions.url) };
}

/** Routes of the API as they are declared; files and pages of the client, whatever their names, are one. */
function templateOf(route: string | undefined): string {
  if (route === undefined) return 'none';
  return OURS.test(route) ? route : 'client';
}

const OURS = /^\/(?:api\/|scim\/|healthz$|readyz$|metrics$)/;
