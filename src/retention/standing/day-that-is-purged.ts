import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';

/** The purge looks each minute; what it has not taken an hour after midnight is held up by something. */
const PURGE_TAKES_MS = 3_600_000;

/** The newest day of which nothing should be left at `now`. */
export function dayThatIsPurged(now: Date): Day {
  return addDays(helsinkiDay(new Date(now.getTime() - PURGE_TAKES_MS)), -1);
}
