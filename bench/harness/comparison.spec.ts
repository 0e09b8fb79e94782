import { describe, expect, it } from '@jest/globals';
import { compare, type Comparison, type Part, type Plan } from './comparison.js';

const ONCE = { leastMs: 0, operations: 1, mostMs: 0 };
const ORDINARY: Plan = { warmUp: ONCE, round: ONCE, rounds: 2 };

describe('comparing', () => {
  it('lets a part make ready before its warm-up and before each of its rounds', async () => {
    const done: string[] = [];
    await compare(comparisonOf(partNamed('ours', done), partNamed('baseline', done)), ORDINARY);
    const inTurn = ['before ours', 'ours', 'before baseline', 'baseline'];
    expect(done).toEqual([...inTurn, ...inTurn, ...inTurn]);
  });

  it('goes by the plan of a comparison that has one', async () => {
    const done: string[] = [];
    const comparison = comparisonOf(partNamed('ours', done), partNamed('baseline', done));
    const { rounds } = await compare({ ...comparison, plan: { ...ORDINARY, rounds: 3 } }, ORDINARY);
    expect(rounds).toHaveLength(3);
  });

  it('does not count what makes ready', async () => {
    const before = () => new Promise<void>(resolve => setTimeout(resolve, 50));
    const { ours } = await compare(comparisonOf({ ...partNamed('ours', []), before }, partNamed('b', [])), ORDINARY);
    expect(ours.ms).toBeLessThan(50);
  });
});

function partNamed(name: string, done: string[]): Part {
  const noting = (what: string) => {
    done.push(what);
    return Promise.resolve();
  };
  return { name, operation: () => noting(name).then(() => 1), before: () => noting(`before ${name}`) };
}

function comparisonOf(ours: Part, baseline: Part): Comparison {
  return { name: 'row', what: 'nothing', goal: null, by: 'throughput', atOnce: 1, ours, baseline: [baseline] };
}
