import type { Day } from '../../kernel/calendar.js';
import type { ResponsePeriod } from './response-period.js';

/** A case as far as its place on the board goes. */
export interface Urgent {
  readonly receivedOn: Day;
  readonly due: ResponsePeriod;
}

/**
 * Orders cases by what is due, for `sort`: by last day, so what is late comes first; after them those whose clock stands still,
 * by the days that are left when it goes on. Of two alike the one received first.
 */
export function byUrgency(a: Urgent, b: Urgent): number {
  return byDue(a.due, b.due) || compare(a.receivedOn, b.receivedOn);
}

function byDue(a: ResponsePeriod, b: ResponsePeriod): number {
  if (a.runs && b.runs) return compare(a.lastDay, b.lastDay);
  if (a.runs || b.runs) return a.runs ? -1 : 1;
  return a.daysLeft - b.daysLeft;
}

function compare(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
