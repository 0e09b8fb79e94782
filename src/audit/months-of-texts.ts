import { addDays, addMonths, helsinkiDay, parseDay, type Day } from '../kernel/calendar.js';

/** How long audit texts stay readable at most: five years after their month (counsel; domain.md §2), never longer than their events. */
const KEPT_MONTHS = 60;

/** The month (`YYYY-MM`, Europe/Helsinki) whose unit the texts of an event are kept in. */
export function monthOfTexts(at: Date): string {
  return helsinkiDay(at).slice(0, 7);
}

/** The last day of a month's texts; `logKeptMonths` is how long their events are kept. */
export function lastDayOfTexts(month: string, logKeptMonths: number): Day {
  const keptMonths = Math.min(KEPT_MONTHS, logKeptMonths);
  return addDays(addMonths(parseDay(`${month}-01`), keptMonths + 1), -1);
}
