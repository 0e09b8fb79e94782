import { Controller, Get, HttpException, Logger, Query, UseFilters, type LoggerService } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError, notFound } from '../../kernel/errors.js';
import { ScimFaultFilter } from './scim-fault.filter.js';
import * as faults from './scim-faults.js';

const thrown: Readonly<Record<string, () => Error>> = {
  ...faults,
  invalidValue: () => faults.invalidValue(['userName', 'emails']),
  nothingNamed: () => faults.invalidValue(),
  invalidRequest: () => new DomainError('invalid', 'invalid-request', 'This is not valid.', { fields: ['count'] }),
  staffExists: () => new DomainError('conflict', 'staff-exists', 'The user name is taken.'),
  notFound,
  notSignedIn: () => new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.'),
  notPermitted: () => new DomainError('forbidden', 'not-permitted', 'Your access rights do not cover this.'),
  throttled: () => new DomainError('throttled', 'too-many-requests', 'Ask again later.', { retryAfterSeconds: 7 }),
  tooLarge: () => new HttpException('Body of Maija is too large', 413),
  unexpected: () => new Error('canary: Maija'),
};

@UseFilters(ScimFaultFilter)
@Controller('scim/v2/Users')
class FaultyController {
  @Get()
  fail(@Query('by') by: string): never {
    throw thrown[by]?.() ?? new TypeError('no such fault');
  }
}

/** What is written out, to be read. */
class Lines implements LoggerService {
  readonly warnings: string[] = [];
  readonly errors: string[] = [];
  log(): void {}
  warn(message: string, context: string): void {
    this.warnings.push(`${context}: ${message}`);
  }
  error(message: string): void {
    this.errors.push(message);
  }
}

let app: NestFastifyApplication;
const lines = new Lines();

beforeAll(async () => {
  const module = await Test.createTestingModule({ controllers: [FaultyController] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: lines });
  await app.init();
});

afterAll(async () => {
  await app.close();
  Logger.overrideLogger(true);
});

async function fail(by: string) {
  lines.warnings.length = 0;
  lines.errors.length = 0;
  const { statusCode, headers, body } = await app.inject({ url: '/scim/v2/Users', query: { by } });
  return { statusCode, headers, body: JSON.parse(body) as Readonly<Record<string, unknown>> };
}

describe('what SCIM is told of what went wrong', () => {
  it.each([
    [400, 'invalidSyntax', 'invalidSyntax', 'The message is not of the form that SCIM gives it.'],
    [
      400,
      'invalidValue',
      'invalidValue',
      'An attribute is missing, or has a value that cannot be taken. (userName, emails)',
    ],
    [400, 'invalidValue', 'nothingNamed', 'An attribute is missing, or has a value that cannot be taken.'],
    [400, 'invalidValue', 'invalidRequest', 'This is not valid. (count)'],
    [400, 'invalidPath', 'invalidPath', 'The path of an operation names no attribute.'],
    [400, 'noTarget', 'noTarget', 'The operation does not say what it is about.'],
    [400, 'invalidFilter', 'invalidFilter', 'The filter is wrong or asks for what is not offered.'],
    [409, 'uniqueness', 'notUnique', 'The user name or the external id is taken.'],
    [409, 'uniqueness', 'staffExists', 'The user name is taken.'],
    [409, 'mutability', 'lastAdministrator', 'This is the last working administrator; another must be named first.'],
    [
      409,
      'mutability',
      'deactivatedElsewhere',
      'An administrator has deactivated this person; an administrator must reactivate them.',
    ],
    [412, undefined, 'versionMismatch', 'The resource has changed since; read it again.'],
    [404, undefined, 'notFound', 'There is nothing here that you may see.'],
    [403, undefined, 'notPermitted', 'Your access rights do not cover this.'],
    [413, undefined, 'tooLarge', 'The request cannot be taken as it is.'],
  ])('is %d %s for %s (RFC 7644 §3.12)', async (status, scimType, by, detail) => {
    const { statusCode, headers, body } = await fail(by);
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail,
    });
    expect(statusCode).toBe(status);
    expect(headers).toMatchObject({
      'content-type': 'application/scim+json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  it('is a conflict for the rest of the house, where it is another version', () => {
    expect(faults.versionMismatch()).toMatchObject({ kind: 'conflict', code: 'scim-version-mismatch' });
  });

  it('is how to sign in, where nobody is signed in (RFC 7235 §3.1)', async () => {
    const { statusCode, headers } = await fail('notSignedIn');
    expect([statusCode, headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect((await fail('notPermitted')).headers).not.toHaveProperty('www-authenticate');
  });

  it('is when to ask again, where it is known', async () => {
    expect((await fail('throttled')).headers['retry-after']).toBe('7');
    expect((await fail('notFound')).headers).not.toHaveProperty('retry-after');
  });

  it('is nothing of what was not expected, which is written out where all of it is', async () => {
    const { statusCode, headers, body } = await fail('unexpected');
    expect([statusCode, headers['content-type']]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(JSON.stringify(body)).not.toContain('Maija');
    expect([lines.warnings, lines.errors]).toEqual([
      [],
      [expect.stringContaining('GET /scim/v2/Users answered internal-error')],
    ]);
  });

  it('is for the operator to find: the route and the names of the attributes, nothing that they held', async () => {
    await fail('invalidValue');
    expect(lines.warnings).toEqual(['scim: GET /scim/v2/Users answered scim-invalid-value (userName, emails)']);
    await fail('noTarget');
    expect(lines.warnings).toEqual(['scim: GET /scim/v2/Users answered scim-no-target']);
    await fail('notUnique');
    expect([lines.warnings, lines.errors]).toEqual([[], []]);
  });
});
