import { describe, expect, it } from '@jest/globals';
import { asProblem, Problem, problemOf } from './problem.js';

describe('a problem answer', () => {
  it('keeps its code and what else it carries', () => {
    const problem = problemOf(429, { code: 'sign-in-throttled', retryAfterSeconds: 30 });
    expect(problem).toMatchObject({ status: 429, code: 'sign-in-throttled', details: { retryAfterSeconds: 30 } });
  });

  it.each([undefined, null, '<html>', { code: 7 }])('has a code made from its status when its body is %j', body => {
    expect(problemOf(502, body).code).toBe('http-502');
  });
});

describe('a failed call', () => {
  it('is the problem that the server answered', () => {
    const problem = new Problem(404, 'not-found');
    expect(asProblem(problem)).toBe(problem);
  });

  it('says that the server could not be reached when fetch itself failed', () => {
    expect(asProblem(new TypeError('Failed to fetch')).code).toBe('unreachable');
  });

  it('says no more than that it was unexpected when it is our own defect', () => {
    expect(asProblem(new RangeError('secret')).code).toBe('unexpected');
  });
});
