import fc from 'fast-check';
import { parseDay } from '../../../kernel/calendar.js';
import type { StudiedCell } from '../../../recordings/index.js';

const DAY = parseDay('2026-11-23');

/** How many calls of one queue, unit and hour: mostly few. */
const calls = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 40 }));

/** The calls of a day, by queue, unit and hour, all of them answered. */
export const randomDay: fc.Arbitrary<StudiedCell[]> = fc
  .uniqueArray(
    fc.record({
      queue: fc.constantFrom('a', 'b', 'c'),
      unit: fc.constantFrom('', 'x', 'y'),
      hour: fc.integer({ min: 7, max: 11 }),
      calls,
    }),
    { selector: ({ queue, unit, hour }) => `${queue}/${unit}/${hour}`, maxLength: 24 },
  )
  .map(cells => cells.map(cell => studiedCell(cell)));

/** Calls that were all answered after as many milliseconds as there are of them. */
export function studiedCell(cell: Pick<StudiedCell, 'queue' | 'unit' | 'hour' | 'calls'>): StudiedCell {
  const durations = Array.from({ length: cell.calls }, () => cell.calls);
  return {
    ...{ ...cell, day: DAY, answered: cell.calls, numbered: cell.calls, repeated: 0, ticketed: 0 },
    ...{ waitsMs: durations, talksMs: durations },
  };
}
