import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterFailure,
  NAME_POLICY,
  NETWORK_POLICY,
  secondsToWait,
  type ThrottlePolicy,
  type ThrottleState,
} from './throttle-policy.js';

const START = new Date('2026-11-20T07:00:00Z');
const DAY_MS = 86_400_000;

describe('throttle policy', () => {
  it('lets four failures of a name pass, then waits 30 s, 1, 2, 4, 8 and at most 15 minutes', () => {
    expect(waits(NAME_POLICY, 12)).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('lets 24 failures of a network pass', () => {
    expect(waits(NETWORK_POLICY, 27).slice(22)).toEqual([0, 0, 30, 60, 120]);
  });

  it('begins to count anew after a day without a failure, and not a moment earlier', () => {
    const blocked = failures(NAME_POLICY, 9);
    expect(afterFailure(NAME_POLICY, blocked, new Date(START.getTime() + DAY_MS - 1)).failures).toBe(10);
    expect(afterFailure(NAME_POLICY, blocked, new Date(START.getTime() + DAY_MS)).failures).toBe(1);
  });

  it('never shortens the wait with one more failure, and never exceeds the longest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), count => {
        const [shorter = 0, longer = 0] = [count, count + 1].map(n => wait(failures(NAME_POLICY, n)));
        expect(longer).toBeGreaterThanOrEqual(shorter);
        expect(longer).toBeLessThanOrEqual(900);
      }),
      { numRuns: 30 },
    );
  });

  it('rounds the wait up, so that asking again on the second is not too early', () => {
    const blockedUntil = new Date(START.getTime() + 1);
    expect(secondsToWait([{ blockedUntil }], START)).toBe(1);
    expect(secondsToWait([{ blockedUntil }], blockedUntil)).toBe(0);
  });

  it('waits for the longest of several blocks, and not at all without one', () => {
    const blocks = [30_000, 60_000, -5_000].map(ms => ({ blockedUntil: new Date(START.getTime() + ms) }));
    expect(secondsToWait(blocks, START)).toBe(60);
    expect(secondsToWait([], START)).toBe(0);
  });
});

function waits(policy: ThrottlePolicy, count: number): number[] {
  return Array.from({ length: count }, (_, n) => wait(failures(policy, n + 1)));
}

function failures(policy: ThrottlePolicy, count: number): ThrottleState {
  let state: ThrottleState | null = null;
  for (let n = 0; n < count; n += 1) state = afterFailure(policy, state, START);
  if (!state) throw new RangeError('count must be at least 1');
  return state;
}

function wait(state: ThrottleState): number {
  return secondsToWait([state], START);
}
