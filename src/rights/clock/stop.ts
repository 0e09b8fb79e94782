import { daysBetween, LAST_DAY, type Day } from '../../kernel/calendar.js';

/** What stops the clock: reasonable doubt about who asks (GDPR art. 12(6)), or a request that is not clear enough to search by. */
export const STOP_KINDS = ['identity', 'clarification'] as const;
export type StopKind = (typeof STOP_KINDS)[number];

/** A time during which the answer waits for the person who asked. */
export interface Stop {
  readonly kind: StopKind;
  /** The day on which the person was asked. */
  readonly stoppedOn: Day;
  /** The day on which the person replied, or it was found needless to wait; `null` while the stop lasts. */
  readonly resumedOn: Day | null;
}

/** Days on which the clock stands still: from `from` on, through the day before `to`. */
export interface Stretch {
  readonly from: Day;
  /** `LAST_DAY` while the stop lasts. */
  readonly to: Day;
}

/**
 * The days of `stops` in order, those that overlap or adjoin made one, so that no day counts twice. Days before `receivedOn`
 * are left out: there was no clock to stop.
 */
export function stretchesOf(stops: readonly Stop[], receivedOn: Day): Stretch[] {
  const ordered = stops.map(stop => stretchOf(stop, receivedOn)).sort((a, b) => daysBetween(b.from, a.from));
  const stretches: Stretch[] = [];
  for (const { from, to } of ordered.filter(each => each.from < each.to)) {
    const before = stretches.at(-1);
    if (before === undefined || before.to < from) stretches.push({ from, to });
    else stretches.splice(-1, 1, { from: before.from, to: later(before.to, to) });
  }
  return stretches;
}

/** `stops` as they were on `on`: later ones had not begun, and those that ended later were lasting. */
export function stopsAsOf(stops: readonly Stop[], on: Day): Stop[] {
  return stops
    .filter(({ stoppedOn }) => stoppedOn <= on)
    .map(stop => (stop.resumedOn !== null && stop.resumedOn > on ? { ...stop, resumedOn: null } : stop));
}

function stretchOf({ stoppedOn, resumedOn }: Stop, receivedOn: Day): Stretch {
  return { from: later(stoppedOn, receivedOn), to: resumedOn ?? LAST_DAY };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
