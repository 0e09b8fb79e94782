import { addDays, type Day } from '../../kernel/calendar.js';

/** How long a training copy may be kept at most. */
export const MOST_COPY_DAYS = 365;

/** Whether a copy that is asked for or approved on `today` may be kept until `until`: from tomorrow on, for a year at most. */
export function isCopyDay(until: Day, today: Day): boolean {
  return until > today && until <= addDays(today, MOST_COPY_DAYS);
}
