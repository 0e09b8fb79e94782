import fc from 'fast-check';
import { addDays, parseDay, type Day } from '../../../kernel/calendar.js';
import { STOP_KINDS, type Stop } from '../stop.js';

const FIRST = parseDay('2024-01-01');
/** Days from the first of 2024 to the last of 2036. */
const DAYS = 4749;

/** A day of 2024 to 2036. */
export const receipt = fc.integer({ min: 0, max: DAYS - 1 }).map(n => addDays(FIRST, n));

const kind = fc.constantFrom(...STOP_KINDS);

/** A stop that begins `after` days after receipt and lasts `days`, or still lasts. */
export interface Shape {
  readonly kind: Stop['kind'];
  readonly after: number;
  readonly days: number | null;
}

export function stopOf(receivedOn: Day, { kind, after, days }: Shape): Stop {
  const stoppedOn = addDays(receivedOn, after);
  return { kind, stoppedOn, resumedOn: days === null ? null : addDays(stoppedOn, days) };
}

/** Begins while every period runs, for 28 days are the shortest month; at most 150 days on which the clock stands still. */
export const timely = fc.record({
  kind,
  after: fc.integer({ min: 0, max: 28 }),
  days: fc.integer({ min: 0, max: 30 }),
});
export const timelyStops = fc.array(timely, { maxLength: 5 });

/** Any stop at all: before receipt, too late, lasting. */
export const anyStops = fc.array(
  fc.record({
    kind,
    after: fc.integer({ min: -10, max: 130 }),
    days: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 8 }),
  }),
  { maxLength: 5 },
);
