import { describe, expect, it } from '@jest/globals';
import { fuzz } from '../fuzz/fuzz.js';
import { KEPT_SEEDS } from '../fuzz/seeds.js';
import { TARGETS } from '../fuzz/targets.js';

/** A fiftieth of what `npm run test:fuzz` does for each. */
const INPUTS = 20_000;
const LONGEST_MS = 600_000;

describe('a reader of what comes from outside', () => {
  it.each(TARGETS.map(target => [target.name, target] as const))(
    'takes or refuses any input: %s',
    (name, target) => {
      const seeds = KEPT_SEEDS[name] ?? [];
      for (const seed of seeds) {
        const { inputs, refused } = fuzz(target, Math.floor(INPUTS / seeds.length), seed);
        expect(refused).toBeGreaterThan(0);
        expect(refused).toBeLessThan(inputs);
      }
    },
    LONGEST_MS,
  );

  it('that keeps what it has read is found', () => {
    const kept: number[][] = [];
    const target = { name: 'greedy', examples: [Buffer.from('a')], pieces: ['b'] };
    const keep = () => void kept.push(Array<number>(10_000).fill(0.5));
    expect(() => fuzz({ ...target, read: keep }, 1000, 1)).toThrow(/greedy: \d+ bytes are left in memory/);
    expect(kept).toHaveLength(1000);
  });

  it('that crashes, or takes too long, is found', () => {
    const target = { name: 'faulty', examples: [Buffer.from('a')], pieces: ['b'] };
    expect(() => fuzz({ ...target, read: crashWithB }, 1000, 1)).toThrow(/Property failed/);
    expect(() => fuzz({ ...target, read: waitWithB }, 1000, 1, { longestMs: 5 })).toThrow(/took \d+ ms/);
  });
});

function crashWithB(input: Buffer): void {
  if (input.includes('b')) throw new TypeError('not a function');
}

function waitWithB(input: Buffer): void {
  const begun = process.threadCpuUsage();
  while (input.includes('b') && process.threadCpuUsage(begun).user < 10_000);
}
