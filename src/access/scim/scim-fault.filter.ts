import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, ProblemFilter, type Problem } from '../../platform/http/index.js';

/** What SCIM calls our codes (RFC 7644 §3.12, table 9). */
const SCIM_TYPES: Readonly<Record<string, string>> = {
  'invalid-request': 'invalidValue',
  'scim-invalid-syntax': 'invalidSyntax',
  'scim-invalid-value': 'invalidValue',
  'scim-invalid-path': 'invalidPath',
  'scim-no-target': 'noTarget',
  'scim-invalid-filter': 'invalidFilter',
  'scim-not-unique': 'uniqueness',
  'staff-exists': 'uniqueness',
  'last-administrator': 'mutability',
  'deactivated-elsewhere': 'mutability',
};

const PRECONDITION_FAILED = 412;

/** Errors of SCIM routes, in the words of RFC 7644 §3.12. The unexpected is logged where all of it is. */
@Catch()
export class ScimFaultFilter implements ExceptionFilter {
  readonly #unexpected = new ProblemFilter();
  readonly #logger = new Logger('scim');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (reply.sent || problem.status >= 500) {
      this.#unexpected.catch(error, host);
      return;
    }
    if (problem.status === 400) this.#note(host, problem);
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    if (typeof problem.retryAfterSeconds === 'number') void reply.header('retry-after', problem.retryAfterSeconds);
    const status = problem.code === 'scim-version-mismatch' ? PRECONDITION_FAILED : problem.status;
    void reply
      .code(status)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/scim+json; charset=utf-8')
      .send(JSON.stringify(faultOf(problem, status)));
  }

  /** What a client is told and its operator may not see: the route and the names of attributes, nothing that they held. */
  #note(host: ArgumentsHost, { code, fields }: Problem): void {
    const { method, routeOptions } = host.switchToHttp().getRequest<FastifyRequest>();
    const named = Array.isArray(fields) ? ` (${fields.join(', ')})` : '';
    this.#logger.warn(`${method} ${routeOptions.config.url} answered ${code}${named}`);
  }
}

function faultOf({ title, code, fields }: Problem, status: number): object {
  const scimType = SCIM_TYPES[code];
  const detail = Array.isArray(fields) ? `${title} (${fields.join(', ')})` : title;
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    scimType,
    detail,
  };
}
