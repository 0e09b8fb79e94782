import { daysBetween, helsinkiDay, parseDay, type Day } from '../../kernel/calendar.js';
import type { RefusalGround } from '../case/grounds.js';
import type { Outcome, Right } from '../case/rights.js';
import type { RequestClock } from '../clock/request-clock.js';
import { isExtended, periodInForce } from '../clock/request-clock.js';

/** A request as far as it counts. */
export interface CountedCase {
  readonly clock: RequestClock;
  readonly answeredAt: Date | null;
  readonly claims: readonly {
    readonly right: Right;
    readonly outcome: Outcome | null;
    readonly ground: RefusalGround | null;
  }[];
}

/** Counts of a year by what was received in it; nothing of anybody. */
export interface YearFigures {
  readonly requests: number;
  readonly answered: number;
  /** Days from receipt to the answer, over the answered ones; null without any. */
  readonly medianDays: number | null;
  /** Answered after the last day, or not answered when it had passed. */
  readonly late: number;
  /** By how many days, all late ones together. */
  readonly lateDays: number;
  readonly stops: { readonly identity: number; readonly clarification: number };
  readonly extended: number;
  readonly byRight: Partial<Record<Right, number>>;
  readonly byOutcome: Partial<Record<Outcome, number>>;
  readonly byGround: Partial<Record<RefusalGround, number>>;
}

/** The figures of `cases` as they stand on `today`. */
export function yearFigures(cases: readonly CountedCase[], today: Day): YearFigures {
  const claims = cases.flatMap(one => one.claims);
  const stops = cases.flatMap(({ clock }) => clock.stops);
  const late = cases.map(one => lateBy(one, today)).filter(days => days > 0);
  return {
    requests: cases.length,
    answered: cases.filter(({ answeredAt }) => answeredAt).length,
    medianDays: median(cases.flatMap(daysToAnswer)),
    late: late.length,
    lateDays: late.reduce((sum, days) => sum + days, 0),
    stops: {
      identity: stops.filter(({ kind }) => kind === 'identity').length,
      clarification: stops.filter(({ kind }) => kind === 'clarification').length,
    },
    extended: cases.filter(({ clock }) => isExtended(clock)).length,
    byRight: countBy(claims.map(({ right }) => right)),
    byOutcome: countBy(claims.map(({ outcome }) => outcome)),
    byGround: countBy(claims.map(({ ground }) => ground)),
  };
}

function daysToAnswer({ clock, answeredAt }: CountedCase): number[] {
  return answeredAt ? [daysBetween(clock.receivedOn, helsinkiDay(answeredAt))] : [];
}

/** Days after the last day; 0 in time, and while the clock stands still. */
function lateBy({ clock, answeredAt }: CountedCase, today: Day): number {
  const { lastDay } = periodInForce(clock);
  return lastDay ? Math.max(0, daysBetween(lastDay, answeredAt ? helsinkiDay(answeredAt) : today)) : 0;
}

/** Of an even number of days the mean of the two in the middle. */
function median(days: readonly number[]): number | null {
  const sorted = days.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function countBy<Name extends string>(names: readonly (Name | null)[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const name of names) if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The first and the last day of a year. */
export function daysOfYear(year: number): { readonly from: Day; readonly to: Day } {
  return { from: parseDay(`${year}-01-01`), to: parseDay(`${year}-12-31`) };
}
