import { describe, expect, it, jest } from '@jest/globals';

import { ExpiringCache, type Expiring } from './expiring-cache.js';

function cacheAt(startMs: number, size = 10) {
  const clock = { nowMs: startMs };
  const cache = new ExpiringCache<string>({ size, sweepMs: 5_000, nowMs: () => clock.nowMs });
  const load =
    (value: string, expiresAtMs = 60_000) =>
    () =>
      Promise.resolve({ value, expiresAtMs });
  const ask = async (name: string, value: string, expiresAtMs?: number) =>
    (await cache.getOrLoad(name, load(value, expiresAtMs))).value;
  return { cache, clock, ask };
}

describe('an expiring cache', () => {
  it('returns a value until its time has come', async () => {
    const { clock, ask } = cacheAt(1_000);
    await ask('a', 'first', 61_000);

    clock.nowMs = 60_999;
    expect(await ask('a', 'second')).toBe('first');
    clock.nowMs = 61_000;
    expect(await ask('a', 'second')).toBe('second');
  });

  it('lets the oldest go when it is full', async () => {
    const { cache, ask } = cacheAt(0, 2);
    for (const name of ['a', 'b', 'c']) await ask(name, 'first');

    expect(cache.size).toBe(2);
    expect([await ask('b', 'second'), await ask('c', 'second'), await ask('a', 'second')]).toEqual([
      'first',
      'first',
      'second',
    ]);
  });

  it('lets go of what it is told to', async () => {
    const { cache, ask } = cacheAt(0);
    for (const name of ['day/a', 'other/b']) await ask(name, 'first');
    cache.deleteWhere(name => name.startsWith('day'));

    expect([await ask('day/a', 'second'), await ask('other/b', 'second')]).toEqual(['second', 'first']);
  });

  it('does not keep what was being loaded when it was told to let go', async () => {
    const { cache, ask } = cacheAt(0);
    const { promise, resolve } = Promise.withResolvers<Expiring<string>>();
    const loading = cache.getOrLoad('a', () => promise);
    cache.deleteWhere(name => name === 'a');
    resolve({ value: 'stale', expiresAtMs: 60_000 });

    expect((await loading).value).toBe('stale');
    expect(await ask('a', 'fresh')).toBe('fresh');
  });

  it('does not keep a failure', async () => {
    const { cache, ask } = cacheAt(0);

    await expect(cache.getOrLoad('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(await ask('a', 'first')).toBe('first');
  });

  it('lets go of an expired value that is asked for, also where no other comes', async () => {
    const { cache, clock, ask } = cacheAt(0);
    await ask('a', 'first', 1_000);
    clock.nowMs = 1_000;

    await expect(cache.getOrLoad('a', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(cache.size).toBe(0);
  });

  it('takes a value that came twice for as young as it came last', async () => {
    const { cache, ask } = cacheAt(0, 2);
    const second = Promise.withResolvers<Expiring<string>>();
    const late = cache.getOrLoad('a', () => second.promise);
    await ask('a', 'first');
    await ask('b', 'first');
    second.resolve({ value: 'second', expiresAtMs: 60_000 });
    await late;
    await ask('c', 'first');

    expect(cache.size).toBe(2);
    expect([await ask('a', 'third'), await ask('c', 'third'), await ask('b', 'third')]).toEqual([
      ...['second', 'first', 'third'],
    ]);
  });

  it('lets expired values go by itself, and no others', async () => {
    jest.useFakeTimers();
    const { cache, clock, ask } = cacheAt(0);
    await ask('a', 'first', 6_000);
    await ask('b', 'first', 60_000);

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
