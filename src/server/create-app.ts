import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from 'helmet';
import { AppModule } from '../app.module.js';
import type { Config } from '../platform/config/index.js';
import { ConnectionLimits, headTimes, letGoOfUnreadBody, LimitHits, RequestLimits } from '../platform/http/index.js';
import { JsonOutput, requestIdOf } from '../platform/output/index.js';
import type { PlatformOptions } from '../platform/platform.module.js';
import { countAddresses } from './limits/count-addresses.js';
import { Metrics } from './measures/metrics.js';
import { observeRequests } from './observe-requests.js';
import { serveOpenApi } from './openapi.js';
import { refuseUnparsed, refuseUnreadable } from './refuse-unread.js';
import { serveClient } from './serve-client.js';

const API = 'api/v1';
const SCIM = 'scim/v2';
/** JSON bodies are small; audio comes as multipart, which has limits of its own. */
const MAX_JSON_BYTES = 256 * 1024;

/** The application with everything that stands around its routes, ready to listen. */
export async function createApp(options: PlatformOptions): Promise<NestFastifyApplication> {
  const output = new JsonOutput(options.config.outputLevel, options.clock);
  const adapter = adapterFor(options.config);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.register(options), adapter, {
    logger: output,
    abortOnError: false,
  });
  observeRequests(adapter, output);
  app.setGlobalPrefix(API, { exclude: ['healthz', 'readyz', 'metrics', `${SCIM}{/*path}`] });
  readScimAsJson(adapter);
  leaveUploadsUnread(adapter);
  await app.register(fastifyCookie);
  await app.register(multipart, { throwFileSizeLimit: true });
  setHeaders(adapter, options.config);
  limit(app, options.config);
  adapter.getInstance().addHook('onResponse', (request, _reply, done) => {
    letGoOfUnreadBody(request.raw);
    done();
  });
  keepAnswersOffTheWay(adapter);
  serveOpenApi(app);
  await serveClient(app);
  return app;
}

/** What browsers are told of each answer, whatever it is. Made once: the directives are the same for all. */
function setHeaders(adapter: FastifyAdapter, config: Config): void {
  const set = helmet({ contentSecurityPolicy: contentSecurityPolicy(config) });
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    set(request.raw, reply.raw, done as (error?: unknown) => void);
  });
}

/** Nobody asks for so much that others go without (docs/limits.md). */
function limit(app: NestFastifyApplication, config: Config): void {
  const hits = app.get(LimitHits);
  app.get(Metrics).include(hits.counter);
  countAddresses(app.getHttpAdapter().getInstance(), app.get(RequestLimits));
  new ConnectionLimits(app.getHttpServer(), config, hits).begin();
}

/** SCIM's own media type (RFC 7644 §3.1) is JSON, read as strictly. Some clients name it where they send nothing. */
function readScimAsJson(adapter: FastifyAdapter): void {
  const server = adapter.getInstance();
  const parser = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/scim+json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parser(request, body, done);
  });
}

/** Bytes of a resumable upload go straight into the store, for as long as they come. */
function leaveUploadsUnread(adapter: FastifyAdapter): void {
  adapter.getInstance().addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => {
    done(null, undefined);
  });
}

/** Answers of the API can hold what is personal, or say who did what: nobody on the way keeps one. */
function keepAnswersOffTheWay(adapter: FastifyAdapter): void {
  adapter.getInstance().addHook('onSend', (request, reply, _payload, done) => {
    const isOfApi = request.url.startsWith(`/${API}/`) || request.url.startsWith(`/${SCIM}/`);
    if (isOfApi && !reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
}

function adapterFor(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MAX_JSON_BYTES,
    trustProxy: config.trustedProxy ?? false,
    return503OnClosing: true,
    http: headTimes(config),
    genReqId: ({ headers }: IncomingMessage) => requestIdOf(headers['x-request-id']),
    frameworkErrors: refuseUnreadable,
    clientErrorHandler: refuseUnparsed,
  });
}

/** Nothing from elsewhere, no inline script; inline styles are what the components of the public sector need. */
function contentSecurityPolicy({ publicOrigin }: Config) {
  return {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      mediaSrc: ["'self'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      ...(publicOrigin?.startsWith('https:') ? { upgradeInsecureRequests: [] } : {}),
    },
  };
}
