import { describe, expect, it, jest } from '@jest/globals';

import { ExpiringCache } from './expiring-cache.js';

function cacheAt(startMs: number, size = 10) {
  const clock = { nowMs: startMs };
  const cache = new ExpiringCache<string>({ size, sweepMs: 5_000, nowMs: () => clock.nowMs });
  return { cache, clock };
}

describe('an expiring cache', () => {
  it('returns a value until its time has come', () => {
    const { cache, clock } = cacheAt(1_000);
    cache.set('a', 'A', 61_000);

    clock.nowMs = 60_999;
    expect(cache.get('a')).toBe('A');
    clock.nowMs = 61_000;
    expect(cache.get('a')).toBeUndefined();
  });

  it('lets the oldest go when it is full', () => {
    const { cache } = cacheAt(0, 2);
    cache.set('a', 'A', 10);
    cache.set('b', 'B', 10);
    cache.set('a', 'A again', 10);
    cache.set('c', 'C', 10);

    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A again', undefined, 'C']);
    expect(cache.size).toBe(2);
  });

  it('lets go of what it is told to', () => {
    const { cache } = cacheAt(0);
    cache.set('day/a', 'A', 10);
    cache.set('other/b', 'B', 10);
    cache.deleteWhere(name => name.startsWith('day'));

    expect([cache.get('day/a'), cache.get('other/b')]).toEqual([undefined, 'B']);
  });

  it('lets expired values go by itself, and no others', () => {
    jest.useFakeTimers();
    const { cache, clock } = cacheAt(0);
    cache.set('a', 'A', 6_000);
    cache.set('b', 'B', 60_000);

    clock.nowMs = 5_000;
    jest.advanceTimersByTime(5_000);
    expect(cache.size).toBe(2);
    clock.nowMs = 10_000;
    jest.advanceTimersByTime(5_000);
    expect(cache.size).toBe(1);
    clock.nowMs = 60_000;
    jest.advanceTimersByTime(50_000);
    expect(cache.size).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
