import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { arrivals } from './arrivals.js';

describe('arrivals', () => {
  it('come as often as they are to, in bursts and gaps', () => {
    const dueMs = [...arrivals(new SeededRandom(1), 50, 100_000)];
    expect(dueMs.length).toBeGreaterThan(4700);
    expect(dueMs.length).toBeLessThan(5300);
    const gaps = dueMs.slice(1).map((at, index) => at - (dueMs[index] ?? 0));
    expect(gaps.filter(gap => gap < 2).length).toBeGreaterThan(gaps.length * 0.05);
    expect(gaps.filter(gap => gap > 60).length).toBeGreaterThan(gaps.length * 0.03);
  });

  it('are the same for the same seed, and end with their time', () => {
    const [one, other] = [5, 5].map(seed => [...arrivals(new SeededRandom(seed), 10, 5000)]);
    expect(one).toEqual(other);
    expect(Math.max(...(one ?? []))).toBeLessThan(5000);
  });

  it('do not come where there are none in a second', () => {
    expect([...arrivals(new SeededRandom(1), 0, 5000)]).toEqual([]);
  });
});
