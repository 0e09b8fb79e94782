import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, LAST_DAY, type Day } from '../../kernel/calendar.js';
import { extendedLastDay, internalTarget, lastDay, type ResponsePeriod } from './response-period.js';
import type { Stop } from './stop.js';
import { anyStops, receipt, stopOf, timely, timelyStops } from './testing/arbitraries.js';
import { endByAlmanac, unrolledByAlmanac, worksByAlmanac } from './testing/oracle.js';

const PERIODS = [
  { name: 'the first', period: lastDay, months: 1 },
  { name: 'the extended', period: extendedLastDay, months: 3 },
] as const;

const RUNS = { numRuns: 1000 };

function endOf(period: ResponsePeriod): Day {
  return period.lastDay ?? LAST_DAY;
}

function countedTo(period: ResponsePeriod): Day {
  if (!period.runs) throw new Error('the clock stands still');
  return period.beforeRolling;
}

describe.each(PERIODS)('$name period, received on any day of 2024 to 2036', ({ period, months }) => {
  it('ends where the almanac and the days counted one by one say', () => {
    fc.assert(
      fc.property(receipt, timelyStops, (receivedOn, shapes) => {
        const stops = shapes.map(shape => stopOf(receivedOn, shape));
        const found = period(receivedOn, stops);
        expect(found.lastDay).toBe(endByAlmanac(receivedOn, months, stops));
        expect(countedTo(found)).toBe(unrolledByAlmanac(receivedOn, months, stops));
      }),
      RUNS,
    );
  });

  it('never ends on a day that is no working day, whatever the stops', () => {
    fc.assert(
      fc.property(receipt, anyStops, (receivedOn, shapes) => {
        const found = period(
          receivedOn,
          shapes.map(shape => stopOf(receivedOn, shape)),
        );
        expect(found.lastDay === null || worksByAlmanac(found.lastDay)).toBe(true);
        expect(worksByAlmanac(found.withoutStops)).toBe(true);
      }),
      RUNS,
    );
  });

  it('never ends earlier when it was received later', () => {
    fc.assert(
      fc.property(receipt, fc.integer({ min: 0, max: 40 }), anyStops, (receivedOn, days, shapes) => {
        const later = addDays(receivedOn, days);
        const stops = shapes.filter(({ after }) => after >= 0).map(shape => stopOf(later, shape));
        expect(endOf(period(later, stops)) >= endOf(period(receivedOn, stops))).toBe(true);
      }),
      RUNS,
    );
  });

  it('is moved by exactly the days of a stop that no other covers, before it is rolled', () => {
    fc.assert(
      fc.property(receipt, timelyStops, timely, (receivedOn, shapes, added) => {
        const others = shapes.map(shape => stopOf(receivedOn, { ...shape, after: shape.after + 60 }));
        const before = countedTo(extendedLastDay(receivedOn, others));
        const after = countedTo(extendedLastDay(receivedOn, [...others, stopOf(receivedOn, added)]));
        expect(after).toBe(addDays(before, added.days));
        const alone = countedTo(period(receivedOn, [stopOf(receivedOn, added)]));
        expect(alone).toBe(addDays(countedTo(period(receivedOn, [])), added.days));
      }),
      RUNS,
    );
  });

  it('is the same when a stop is told as two that adjoin', () => {
    fc.assert(
      fc.property(receipt, anyStops, fc.nat(), fc.nat(), (receivedOn, shapes, which, where) => {
        const stops = shapes.map(shape => stopOf(receivedOn, shape));
        const split = stops.flatMap((stop, n) => (n === which % stops.length ? inTwo(stop, where) : [stop]));
        expect(period(receivedOn, split)).toEqual(period(receivedOn, stops));
      }),
      RUNS,
    );
  });

  it('is the same in whichever order its stops are told', () => {
    const shuffled = anyStops.chain(shapes =>
      fc.tuple(
        fc.constant(shapes),
        fc.shuffledSubarray(shapes, { minLength: shapes.length, maxLength: shapes.length }),
      ),
    );
    fc.assert(
      fc.property(receipt, shuffled, (receivedOn, [told, otherwise]) => {
        const stops = told.map(shape => stopOf(receivedOn, shape));
        const mixed = otherwise.map(shape => stopOf(receivedOn, shape));
        expect(period(receivedOn, mixed)).toEqual(period(receivedOn, stops));
      }),
      RUNS,
    );
  });

  it('keeps the date without stops as it is, and never ends before it', () => {
    fc.assert(
      fc.property(receipt, anyStops, (receivedOn, shapes) => {
        const found = period(
          receivedOn,
          shapes.map(shape => stopOf(receivedOn, shape)),
        );
        expect(found.withoutStops).toBe(endByAlmanac(receivedOn, months));
        expect(endOf(found) >= found.withoutStops).toBe(true);
      }),
      RUNS,
    );
  });

  it('is not moved by a stop that begins after its last day', () => {
    fc.assert(
      fc.property(receipt, timelyStops, timely, (receivedOn, shapes, late) => {
        const stops = shapes.map(shape => stopOf(receivedOn, shape));
        const end = endOf(period(receivedOn, stops));
        const tooLate = stopOf(addDays(end, 1), late);
        expect(period(receivedOn, [...stops, tooLate, { ...tooLate, resumedOn: null }])).toEqual(
          period(receivedOn, stops),
        );
      }),
      RUNS,
    );
  });
});

describe('of one request, whatever its stops,', () => {
  const both = (check: (receivedOn: Day, stops: readonly Stop[]) => void) => {
    fc.assert(
      fc.property(receipt, anyStops, (receivedOn, shapes) => {
        check(
          receivedOn,
          shapes.map(shape => stopOf(receivedOn, shape)),
        );
      }),
      RUNS,
    );
  };

  it('the extended end is never earlier than the first', () => {
    both((receivedOn, stops) => {
      expect(endOf(extendedLastDay(receivedOn, stops)) >= endOf(lastDay(receivedOn, stops))).toBe(true);
    });
  });

  it('the internal target is never later than the first end', () => {
    both((receivedOn, stops) => {
      expect(endOf(internalTarget(receivedOn, stops)) <= endOf(lastDay(receivedOn, stops))).toBe(true);
    });
  });
});

function inTwo(stop: Stop, where: number): Stop[] {
  const last = stop.resumedOn ?? addDays(stop.stoppedOn, 30);
  const middle = addDays(stop.stoppedOn, where % 40);
  if (middle > last) return [stop];
  return [
    { ...stop, resumedOn: middle },
    { ...stop, stoppedOn: middle },
  ];
}
