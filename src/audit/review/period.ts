import { addDays, daysBetween, parseDay, startOfDay } from '../../kernel/calendar.js';
import { format } from '../../platform/http/index.js';

/** Longest period that is looked into at once: a leap year. */
const LONGEST_DAYS = 366;

/** Days of Europe/Helsinki, both included. */
export const period = { fromOn: format.day, toOn: format.day };

/** What a schema with {@link period} is refined by: the days are in order and not too many. */
export function isInOrder({ fromOn, toOn }: PeriodDays): boolean {
  const days = daysBetween(parseDay(fromOn), parseDay(toOn)) + 1;
  return days > 0 && days <= LONGEST_DAYS;
}

export const NOT_IN_ORDER = {
  path: ['toOn'],
  message: `must not be before fromOn, and at most ${LONGEST_DAYS} days in all`,
};

export interface PeriodDays {
  readonly fromOn: string;
  readonly toOn: string;
}

/** The instants of a period: where it begins, and where the day after it begins. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

/** The instants between which the days of a period lie. */
export function periodOf({ fromOn, toOn }: PeriodDays): Period {
  return { from: startOfDay(parseDay(fromOn)), until: startOfDay(addDays(parseDay(toOn), 1)) };
}
