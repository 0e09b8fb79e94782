import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../database/database-away.js';
import { DomainError, type ErrorDetails, type ErrorKind } from '../../kernel/errors.js';

const logger = new Logger('http');

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-type': 415,
  range: 416,
  unprocessable: 422,
  throttled: 429,
  unavailable: 503,
};

/** Codes of the failures that the web framework finds before a route is reached. */
const FRAMEWORK_CODES: Readonly<Record<number, string>> = {
  400: 'invalid-request',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  431: 'headers-too-large',
};

/** A problem answer (RFC 9457). `code` is stable; `title` is safe to show. */
export interface Problem extends ErrorDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
}

/** The one place where an error becomes an HTTP status and a problem answer, and where the unexpected is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    noteUnexpected(error, request, 'answered');
    sendProblem(reply, problemOf(error));
  }
}

/** Logs what is a failure of ours, by its code and its place. @param how the answer ended: `answered` */
export function noteUnexpected(error: unknown, request: FastifyRequest, how: string): void {
  const { status, code } = problemOf(error);
  if (status < 500) return;
  const route = request.routeOptions.url ?? 'unknown route';
  logger.error(`${request.method} ${route} ${how} ${code}: ${causeOf(error)}`);
}

/** Answers with a problem, and the id by which the request is found in the output, and makes sure that nobody stores it. Does nothing when the answer has already begun. */
export function sendProblem(reply: FastifyReply, problem: Problem): void {
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  if (typeof problem.retryAfterSeconds === 'number') void reply.header('retry-after', problem.retryAfterSeconds);
  void reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...problem, requestId: reply.request.id }));
}

/** What waits for the database is answered after some seconds; who asks again sooner only makes the others wait longer. */
const SOON_S = 2;

/** The problem answer of any error; the unexpected says nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return problem(STATUS[error.kind], error.code, error.message, error.details);
  if (isDatabaseAway(error))
    return problem(503, 'database-away', 'The database does not answer; try again soon.', {
      retryAfterSeconds: SOON_S,
    });
  const status = frameworkStatus(error);
  const code = FRAMEWORK_CODES[status];
  if (code) return problem(status, code, 'The request cannot be taken as it is.');
  return problem(500, 'internal-error', 'Something went wrong here. It has been noted; try again later.');
}

function problem(status: number, code: string, title: string, details: ErrorDetails = {}): Problem {
  return { ...details, type: `urn:tallenne:problem:${code}`, title, status, code };
}

/** By what the error carries and not by its class, which Node's own errors do not share with a realm that code is run in. */
function frameworkStatus(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const carriesStatus = typeof error === 'object' && error !== null && 'statusCode' in error;
  return carriesStatus ? Number(error.statusCode) : 500;
}

/** Class and code of the error and of its causes: enough to find the place, free of values that queries or files carry. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const place =
    error.stack
      ?.split('\n')
      .find(line => line.trimStart().startsWith('at '))
      ?.trim() ?? '';
  const cause = error.cause === undefined ? '' : ` <- ${causeOf(error.cause)}`;
  return `${error.name}${code} ${place}${cause}`;
}
