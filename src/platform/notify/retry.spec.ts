import { describe, expect, it } from '@jest/globals';
import { nextAttempt } from './retry.js';

const MADE = new Date('2026-11-24T07:00:00Z');
const after = (minutes: number) => new Date(MADE.getTime() + minutes * 60_000);

describe('a message that was not taken', () => {
  it('is tried again after a minute, five, a quarter, an hour, and every four hours', () => {
    const waits = [1, 2, 3, 4, 5, 6].map(attempt => nextAttempt(attempt, MADE, MADE)?.getTime() ?? 0);
    expect(waits.map(at => (at - MADE.getTime()) / 60_000)).toEqual([1, 5, 15, 60, 240, 240]);
  });

  it('is given up when it would be older than three days', () => {
    const threeDays = 3 * 24 * 60;
    expect(nextAttempt(20, MADE, after(threeDays - 240))).toEqual(after(threeDays));
    expect(nextAttempt(20, MADE, after(threeDays - 239))).toBeNull();
  });
});
