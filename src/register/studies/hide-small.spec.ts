import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COUNTS, FEWEST, type Counts } from './cell.js';
import { hideSmall } from './hide-small.js';

const counts = (calls: number, answered: number): Counts => ({
  ...{ calls, answered, waited: answered, numbered: calls, repeated: 0, ticketed: 0 },
});
const add = (groups: readonly Counts[]): Counts =>
  Object.fromEntries(COUNTS.map(name => [name, groups.reduce((sum, one) => sum + one[name], 0)])) as Counts;
const answered = (groups: readonly Counts[]) => {
  const shown = hideSmall(groups, add(groups));
  return [...shown.groups, shown.total].map(one => one.answered);
};

/** Groups as cells make them: of five calls at least. */
const someGroups = fc.array(
  fc
    .record({
      calls: fc.integer({ min: FEWEST, max: 40 }),
      shares: fc.tuple(
        ...Array.from({ length: 5 }, () => fc.oneof(fc.constantFrom(0, 100), fc.integer({ min: 0, max: 100 }))),
      ),
    })
    .map(({ calls, shares: [a = 0, w = 0, n = 0, r = 0, t = 0] }): Counts => {
      const of = (whole: number, percent: number) => Math.round((whole * percent) / 100);
      const [all, numbered] = [of(calls, a), of(calls, n)];
      const [waited, ticketed] = [of(all, w), of(all, t)];
      return { calls, answered: all, waited, numbered, repeated: of(numbered, r), ticketed };
    }),
  { minLength: 1, maxLength: 8 },
);
const PARTS = [
  ['answered', 'calls'],
  ['waited', 'answered'],
  ['numbered', 'calls'],
  ['repeated', 'numbered'],
  ['ticketed', 'answered'],
] as const;
const isFew = (count: number) => count > 0 && count < FEWEST;

describe('counts that are shown', () => {
  it('are shown where they and what is left of them are none or at least five', () => {
    expect(answered([counts(20, 15), counts(20, 20), counts(9, 0)])).toEqual([15, 20, 0, 35]);
  });

  it('are hidden where they speak of fewer than five calls, with another beside them', () => {
    expect(answered([counts(20, 3), counts(30, 8), counts(40, 20)])).toEqual([null, null, 20, 31]);
  });

  it('are hidden where what is left of them is fewer than five', () => {
    expect(answered([counts(20, 18), counts(30, 20), counts(40, 31)])).toEqual([null, null, 31, 69]);
  });

  it('are hidden everywhere where there is no other to hide them with', () => {
    expect(answered([counts(20, 3), counts(30, 0)])).toEqual([null, null, null]);
  });

  it('never speak of fewer than five, by themselves or as what is left of the whole', () => {
    fc.assert(
      fc.property(someGroups, groups => {
        const shown = hideSmall(groups, add(groups));
        for (const one of [...shown.groups, shown.total])
          for (const [part, whole] of PARTS) {
            const [some, all] = [one[part], one[whole]];
            if (some !== null) expect([isFew(some), all === null || isFew(all - some)]).toEqual([false, false]);
          }
      }),
    );
  });

  it('cannot be computed from the total: what is hidden together is none, or at least five', () => {
    fc.assert(
      fc.property(someGroups, groups => {
        const shown = hideSmall(groups, add(groups));
        for (const [part, whole] of PARTS) {
          if (shown.total[part] === null) continue;
          const hidden = groups.filter((_, n) => shown.groups[n]?.[part] === null);
          expect(hidden).not.toHaveLength(1);
          const together = add(hidden);
          expect([isFew(together[part]), isFew(together[whole] - together[part])]).toEqual([false, false]);
        }
      }),
    );
  });
});
