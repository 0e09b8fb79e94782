import { addDays, type Day } from './calendar.js';
import { DomainError } from './errors.js';

/** How far ahead something is announced. */
const MOST_DAYS_AHEAD = 366;

/**
 * What is announced begins within a year: a year that is typed wrong is told when it is typed, and none at the end of the calendar, past
 * which no day can be counted, is ever kept.
 * @throws DomainError `day-too-far-ahead`
 */
export function assertAnnounceable(day: Day, today: Day): void {
  if (day <= addDays(today, MOST_DAYS_AHEAD)) return;
  const sentence = `What is announced begins within ${MOST_DAYS_AHEAD} days; check the year.`;
  throw new DomainError('unprocessable', 'day-too-far-ahead', sentence);
}
