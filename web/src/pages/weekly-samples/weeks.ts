import { addDays, mondayOf } from '../../ui/format/helsinki.js';

/** How many weeks back somebody may choose from: what is older is over soon. */
const WEEKS = 8;

/** The Mondays of the last weeks that are over on `today`, newest first. */
export function weeksBefore(today: string): string[] {
  return Array.from({ length: WEEKS }, (_, n) => addDays(mondayOf(today), -7 * (n + 1)));
}

/** The Sunday of a week. */
export function lastDayOf(week: string): string {
  return addDays(week, 6);
}

/** What the log is told of a listening for the sample of a week. */
export function referenceOf(week: string): string {
  return `OTOS-${week}`;
}
