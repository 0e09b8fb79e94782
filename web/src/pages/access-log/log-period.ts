import { addDays, daysBetween, isDay } from '../../ui/format/helsinki.js';
import type { LogAddress } from './log-filters.js';

/** Days that are drawn unless others are chosen. */
const USUAL_DAYS = 30;
/** The server counts no more at once. */
const MOST_DAYS = 366;

/** Days of Helsinki, both included. */
export interface DrawnPeriod {
  readonly fromOn: string;
  readonly toOn: string;
}

/**
 * The days that the picture of the log shows: those of the filters; where one end is not chosen, the last 30 before the other one
 * or `today`; of more than a year the last. Null where the filters leave no day.
 */
export function drawnPeriod({ from, to }: Pick<LogAddress, 'from' | 'to'>, today: string): DrawnPeriod | null {
  const toOn = isDay(to) ? to : today;
  const fromOn = isDay(from) ? from : addDays(toOn, 1 - USUAL_DAYS);
  const days = daysBetween(fromOn, toOn) + 1;
  if (days < 1) return null;
  return { fromOn: days > MOST_DAYS ? addDays(toOn, 1 - MOST_DAYS) : fromOn, toOn };
}
