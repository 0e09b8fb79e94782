import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SeededRandom } from './seeded-random.js';

describe('SeededRandom', () => {
  it('repeats itself for the same seed and not for another', () => {
    const drawn = (seed: number | string) => {
      const random = new SeededRandom(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(drawn('calls 1')).toEqual(drawn('calls 1'));
    expect(drawn('calls 1')).not.toEqual(drawn('calls 2'));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('draws from low to high, both included', () => {
    const random = new SeededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 6)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  it('picks by weight', () => {
    const random = new SeededRandom(1);
    const weights = { often: 9, seldom: 1, never: 0 };
    const drawn = Array.from({ length: 1000 }, () =>
      random.pickByWeight(['never', 'often', 'seldom'] as const, item => weights[item]),
    );
    const often = drawn.filter(item => item === 'often').length;
    expect(often).toBeGreaterThan(850);
    expect(often).toBeLessThan(950);
    expect(drawn).not.toContain('never');
  });

  it('stays within the items for every seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer(), { minLength: 1 }), (seed, items) => {
        expect(items).toContain(new SeededRandom(seed).pick(items));
      }),
    );
  });

  it('refuses to pick from nothing', () => {
    expect(() => new SeededRandom(1).pick([])).toThrow('nothing to pick from');
  });
});
