import { describe, expect, it } from '@jest/globals';
import { busyForMs } from './busy.js';
import { Problem } from './problem.js';

describe('after a request too many', () => {
  it.each([
    [{ retryAfterSeconds: 7 }, 7000],
    [{ retryAfterSeconds: 1e9 }, 120_000],
    [{ retryAfterSeconds: 0 }, 120_000],
    [{}, 120_000],
  ])('the wait told by %j is %d ms', (details, ms) => {
    expect(busyForMs(new Problem(429, 'too-many-requests', details))).toBe(ms);
  });

  it('other problems tell no wait, other throttles neither', () => {
    expect(busyForMs(new Problem(429, 'sign-in-throttled', { retryAfterSeconds: 30 }))).toBeNull();
    expect(busyForMs(new TypeError('Failed to fetch'))).toBeNull();
    expect(busyForMs(null)).toBeNull();
  });
});
