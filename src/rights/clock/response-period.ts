import { addDays, addMonths, daysBetween, LAST_DAY, type Day } from '../../kernel/calendar.js';
import { stretchesOf, type Stop } from './stop.js';
import { nextWorkingDay } from './working-day.js';

/** GDPR art. 12(3): one month, and two further ones where the period is extended. */
const MONTHS = 1;
const MONTHS_EXTENDED = 3;

/** Within how many days the house means to answer (counsel). */
export const TARGET_DAYS = 28;

/** A period whose end is known, or one whose clock stands still, so that its end is open. */
export type ResponsePeriod = RunningPeriod | StoppedPeriod;

interface AnyPeriod {
  /** Its last day had nothing stopped the clock. */
  readonly withoutStops: Day;
  /** Calendar days on which the clock stood still, those of a stop that still lasts left out. */
  readonly daysStopped: number;
}

export interface RunningPeriod extends AnyPeriod {
  readonly runs: true;
  /** A working day; the whole of it still belongs to the period. */
  readonly lastDay: Day;
  /** Where the months and the days stopped lead, which may be no working day. */
  readonly beforeRolling: Day;
}

export interface StoppedPeriod extends AnyPeriod {
  readonly runs: false;
  readonly lastDay: null;
  /** The first day on which the clock stands still. */
  readonly stoppedOn: Day;
  /** Calendar days from the day it goes on to the end; below zero where it was stopped on a day won by a weekend or holiday. */
  readonly daysLeft: number;
}

/**
 * When the answer to what was received on `receivedOn`, a day in Helsinki, is due: on the same day number of the next month or
 * its last day, later by the days stopped, then rolled to a working day (Reg. 1182/71 art. 3(2)(c), (4); GDPR art. 12(3)).
 * A stop that begins after the period has ended moves nothing.
 */
export function lastDay(receivedOn: Day, stops: readonly Stop[]): ResponsePeriod {
  return periodTo(addMonths(receivedOn, MONTHS), receivedOn, stops);
}

/** As {@link lastDay}, three months from receipt: never from the first end, which rolling may have moved. */
export function extendedLastDay(receivedOn: Day, stops: readonly Stop[]): ResponsePeriod {
  return periodTo(addMonths(receivedOn, MONTHS_EXTENDED), receivedOn, stops);
}

/** When the house means to have answered: as {@link lastDay}, `days` after receipt, and never later than it. */
export function internalTarget(receivedOn: Day, stops: readonly Stop[], days = TARGET_DAYS): ResponsePeriod {
  return periodTo(earlier(addDays(receivedOn, days), addMonths(receivedOn, MONTHS)), receivedOn, stops);
}

/** The last day of a period whose clock stands still, if it went on on `day`. */
export function lastDayIfResumedOn({ daysLeft }: StoppedPeriod, day: Day): Day {
  return nextWorkingDay(addDays(day, daysLeft));
}

/** Whether a period has ended before `on` begins. One whose clock stands still has not. */
export function hasEnded(period: ResponsePeriod, on: Day): boolean {
  return period.runs && period.lastDay < on;
}

function periodTo(end: Day, receivedOn: Day, stops: readonly Stop[]): ResponsePeriod {
  const withoutStops = nextWorkingDay(end);
  let daysStopped = 0;
  for (const { from, to } of stretchesOf(stops, receivedOn)) {
    const endSoFar = addDays(end, daysStopped);
    if (from > nextWorkingDay(endSoFar)) break;
    if (to === LAST_DAY) return stopped(from, endSoFar, { withoutStops, daysStopped });
    daysStopped += daysBetween(from, to);
  }
  return running(addDays(end, daysStopped), { withoutStops, daysStopped });
}

function running(beforeRolling: Day, counted: AnyPeriod): RunningPeriod {
  return { runs: true, lastDay: nextWorkingDay(beforeRolling), beforeRolling, ...counted };
}

function stopped(stoppedOn: Day, endSoFar: Day, counted: AnyPeriod): StoppedPeriod {
  return { runs: false, lastDay: null, stoppedOn, daysLeft: daysBetween(stoppedOn, endSoFar), ...counted };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
