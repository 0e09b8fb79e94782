import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { drawnCalls, poolHash } from './drawn-calls.js';

const seedOf = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 32);
const pools = fc.uniqueArray(fc.uuid(), { maxLength: 60 });
const seeds = fc.nat().map(seedOf);

describe('a draw', () => {
  it('takes each call once, only calls of the pool, and as many as are wanted or there', () => {
    fc.assert(
      fc.property(pools, seeds, fc.integer({ min: 1, max: 30 }), (pool, seed, wanted) => {
        const drawn = drawnCalls(seed, pool, wanted);
        expect(new Set(drawn).size).toBe(Math.min(wanted, pool.length));
        expect(drawn.filter(id => !pool.includes(id))).toEqual([]);
      }),
    );
  });

  it('is the same for the same seed and pool, in whatever order the pool comes', () => {
    fc.assert(
      fc.property(pools, seeds, fc.integer({ min: 1, max: 30 }), (pool, seed, wanted) => {
        const again = drawnCalls(seed, [...pool].reverse(), wanted);
        expect(again).toEqual(drawnCalls(seed, pool, wanted));
        expect(poolHash([...pool].reverse())).toBe(poolHash(pool));
      }),
    );
  });

  it('goes on with the same calls where more are wanted', () => {
    fc.assert(
      fc.property(pools, seeds, (pool, seed) => {
        expect(drawnCalls(seed, pool, 20).slice(0, 5)).toEqual(drawnCalls(seed, pool, 5));
      }),
    );
  });

  it('favours no call: over 4000 seeds each of 20 comes first, and among the first five, as often as the others', () => {
    const pool = Array.from({ length: 20 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`);
    const [first, among] = [new Map<string, number>(), new Map<string, number>()];
    const count = (of: Map<string, number>, id: string) => of.set(id, (of.get(id) ?? 0) + 1);
    for (let n = 0; n < 4000; n += 1) {
      const drawn = drawnCalls(seedOf(n), pool, 5);
      count(first, drawn[0] ?? '');
      for (const id of drawn) count(among, id);
    }
    // Five standard deviations: 200 +- 69 of being the first, 1000 +- 137 of being among the five.
    expect(pool.filter(id => Math.abs((first.get(id) ?? 0) - 200) > 69)).toEqual([]);
    expect(pool.filter(id => Math.abs((among.get(id) ?? 0) - 1000) > 137)).toEqual([]);
  });

  it('can be done by hand: the order is that of sha256sum over seed and id', () => {
    const ids = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
    const sums = ids.map(id => `${createHash('sha256').update(`abc${id}`).digest('hex')} ${id}`);
    expect(drawnCalls('abc', ids, 2)).toEqual(sums.sort().map(line => line.split(' ')[1]));
  });
});
