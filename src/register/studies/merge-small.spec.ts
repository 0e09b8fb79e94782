import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FEWEST, type Cell } from './cell.js';
import { mergeSmall } from './merge-small.js';
import { randomDay, studiedCell } from './testing/random-day.js';

const cell = (queue: string, unit: string, hour: number, calls: number) => studiedCell({ queue, unit, hour, calls });
const told = (cells: readonly Cell[]) => cells.map(({ queue, unit, hour, calls }) => [queue, unit, hour, calls]);
const sum = (cells: readonly { readonly calls: number }[]) => cells.reduce((total, { calls }) => total + calls, 0);

describe('the cells of a day', () => {
  it('tell what is large enough by queue, unit and hour', () => {
    expect(told(mergeSmall([cell('a', 'x', 8, 5), cell('a', 'y', 8, 9)]))).toEqual([
      ['a', 'x', 8, 5],
      ['a', 'y', 8, 9],
    ]);
  });

  it('tell small hours together, without the hour', () => {
    expect(told(mergeSmall([cell('a', 'x', 8, 3), cell('a', 'x', 9, 4), cell('a', 'x', 10, 9)]))).toEqual([
      ['a', 'x', 10, 9],
      ['a', 'x', null, 7],
    ]);
  });

  it('tell the smallest large one with what would else be small by itself, or be had by taking away', () => {
    expect(told(mergeSmall([cell('a', 'x', 8, 1), cell('a', 'x', 9, 6), cell('a', 'x', 10, 9)]))).toEqual([
      ['a', 'x', 10, 9],
      ['a', 'x', null, 7],
    ]);
  });

  it('tell a small unit with the queue, and a small queue with the day', () => {
    expect(told(mergeSmall([cell('a', 'x', 8, 2), cell('a', 'y', 9, 3), cell('b', 'x', 9, 8)]))).toEqual([
      ['a', '', null, 5],
      ['b', 'x', 9, 8],
    ]);
    expect(told(mergeSmall([cell('a', 'x', 8, 2), cell('b', 'x', 9, 3)]))).toEqual([['', '', null, 5]]);
  });

  it('do not tell of a day with fewer than five calls', () => {
    expect(mergeSmall([cell('a', 'x', 8, 2), cell('b', 'x', 9, 2)])).toEqual([]);
    expect(mergeSmall([])).toEqual([]);
  });

  it('are never smaller than five', () => {
    fc.assert(fc.property(randomDay, day => mergeSmall(day).every(({ calls }) => calls >= FEWEST)));
  });

  it('hold each call once, so that totals are right and no difference is of a few', () => {
    fc.assert(
      fc.property(randomDay, day => {
        const cells = mergeSmall(day);
        const kept = sum(day) < FEWEST ? [] : day;
        expect(sum(cells)).toBe(sum(kept));
        const inOrder = (ms: readonly number[]) => [...ms].sort((one, other) => one - other);
        expect(inOrder(cells.flatMap(({ waitsMs }) => waitsMs))).toEqual(
          inOrder(kept.flatMap(({ waitsMs }) => waitsMs)),
        );
      }),
    );
  });

  it('name a queue, unit or hour only of calls that have it', () => {
    fc.assert(
      fc.property(randomDay, day =>
        mergeSmall(day).every(one => {
          const named = day.filter(
            ({ queue, unit, hour }) =>
              (one.queue === '' || one.queue === queue) &&
              (one.unit === '' || one.unit === unit) &&
              (one.hour ?? hour) === hour,
          );
          return sum(named) >= one.calls;
        }),
      ),
    );
  });

  it('are the same in whatever order the calls come', () => {
    const inOrder = (cells: readonly Cell[]) => told(cells).map(String).sort();
    const twice = randomDay.chain(day =>
      fc.tuple(fc.constant(day), fc.shuffledSubarray(day, { minLength: day.length })),
    );
    fc.assert(
      fc.property(twice, ([day, other]) => {
        expect(inOrder(mergeSmall(other))).toEqual(inOrder(mergeSmall(day)));
      }),
    );
  });
});
