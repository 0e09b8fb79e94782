import { runInNewContext } from 'node:vm';
import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { problemOf } from './problem.filter.js';

describe('problemOf', () => {
  it('answers a domain error with its code, its sentence and its details', () => {
    const problem = problemOf(
      new DomainError('throttled', 'sign-in-throttled', 'Wait a little.', { retryAfterSeconds: 30 }),
    );
    expect(problem).toEqual({
      type: 'urn:tallenne:problem:sign-in-throttled',
      title: 'Wait a little.',
      status: 429,
      code: 'sign-in-throttled',
      retryAfterSeconds: 30,
    });
  });

  it('says when to ask again where the database does not answer', () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(problemOf(away)).toMatchObject({ status: 503, code: 'database-away', retryAfterSeconds: 2 });
  });

  it('lets no detail take the place of the status or the code', () => {
    expect(problemOf(new DomainError('forbidden', 'x', 'y', { status: 200, code: 'z' }))).toMatchObject({
      status: 403,
      code: 'x',
    });
  });

  it('says nothing of an error that it does not expect', () => {
    const problem = problemOf(new Error('canary: 240688U9367'));
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  it('keeps the status of what the framework found, with a code of its own and without its message', () => {
    expect(problemOf(new NotFoundException('Cannot GET /api/v1/canary'))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(JSON.stringify(problemOf(new NotFoundException('Cannot GET /api/v1/canary')))).not.toContain('canary');
    expect(problemOf(Object.assign(new Error('too big'), { statusCode: 413 }))).toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });

  it('knows what the framework found in an error of another realm', () => {
    const cut: unknown = runInNewContext(
      `Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 })`,
    );
    expect(cut).not.toBeInstanceOf(Error);
    expect(problemOf(cut)).toMatchObject({ status: 400, code: 'invalid-request' });
    for (const odd of [null, undefined, 'text', {}, { statusCode: 'none' }]) expect(problemOf(odd).status).toBe(500);
  });
});
