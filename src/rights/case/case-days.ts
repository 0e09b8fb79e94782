import { addMonths, type Day } from '../../kernel/calendar.js';

/** How far ahead the last day of a case lies when it is registered, and again when it has come close. */
export const OPEN_MONTHS = 24;

/** From when on the day of a case that is still open is moved on. */
export const CLOSE_MONTHS = 6;

/** The last day of a case that is open on `today`. */
export function openUntil(today: Day): Day {
  return addMonths(today, OPEN_MONTHS);
}

/** Whether a case that is still open on `today` has to be moved on. */
export function endsSoon(dueOn: Day, today: Day): boolean {
  return dueOn <= soon(today);
}

/** The last of the days that are near on `today`. */
export function soon(today: Day): Day {
  return addMonths(today, CLOSE_MONTHS);
}

/** The last day of a case that was closed on `closedOn`. */
export function keptUntil(closedOn: Day, keptMonths: number): Day {
  return addMonths(closedOn, keptMonths);
}
