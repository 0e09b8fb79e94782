import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Lateness } from './lateness.js';
import type { OwnEvent } from './own-events.js';

describe('events that wait for their place in the tree', () => {
  let lateness: Lateness;

  beforeEach(() => {
    jest.useFakeTimers();
    lateness = new Lateness();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const event = (): OwnEvent => ({ id: 'an event', hash: Buffer.alloc(32), since: performance.now() });
  /** A look after so many milliseconds, which is answered at once. */
  const lookAfter = (ms: number, ...waiting: OwnEvent[]): boolean => slowLook(ms, 0, ...waiting);
  /** A look after so many milliseconds that waits so long for its answer. */
  const slowLook = (afterMs: number, tookMs: number, ...waiting: OwnEvent[]): boolean => {
    jest.advanceTimersByTime(afterMs);
    lateness.begin();
    jest.advanceTimersByTime(tookMs);
    return lateness.isLate(waiting);
  };

  it('are late after five seconds, and not before', () => {
    const early = event();
    expect(lookAfter(2500, early)).toBe(false);
    expect(lookAfter(2500, early)).toBe(false);
    expect(lookAfter(1, early)).toBe(true);
  });

  it('are late as soon as one of them is', () => {
    const early = event();
    lookAfter(3000, early);
    const later = event();
    expect(lookAfter(2001, later, early)).toBe(true);
    expect(lookAfter(0, later)).toBe(false);
    expect(lookAfter(0)).toBe(false);
  });

  it('are not late because everything stood still: nobody looked for more than three seconds', () => {
    const early = event();
    expect(lookAfter(2000, early)).toBe(false);
    expect(lookAfter(60_000, early)).toBe(false);
    expect(lookAfter(3000, early)).toBe(false);
    expect(lookAfter(1, early)).toBe(true);
  });

  it('get no more time back than they have waited: who comes at the end of a standstill is late five seconds later', () => {
    jest.advanceTimersByTime(59_000);
    const latecomer = event();
    expect(lookAfter(1000, latecomer)).toBe(false);
    expect(lookAfter(2500, latecomer)).toBe(false);
    expect(lookAfter(2501, latecomer)).toBe(true);
  });

  it('are late also where each look waits long for its answer: nothing stands still meanwhile', () => {
    const early = event();
    expect(slowLook(500, 4000, early)).toBe(false);
    expect(slowLook(500, 4000, early)).toBe(true);
  });

  it('are not late because the process stood still in the middle of a look', () => {
    const early = event();
    expect(slowLook(100, 60_000, early)).toBe(false);
    expect(slowLook(1000, 0, early)).toBe(true);
  });

  it('are not late because looks failed for a while: whoever is away keeps others waiting as well', () => {
    const early = event();
    jest.advanceTimersByTime(20_000);
    lateness.begin();
    expect(slowLook(1000, 0, early)).toBe(false);
  });

  it('wait on while looks are as much as three seconds apart', () => {
    const early = event();
    expect(lookAfter(3000, early)).toBe(false);
    expect(lookAfter(3000, early)).toBe(true);
  });
});
