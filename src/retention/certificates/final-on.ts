import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { latest } from '../../kernel/retention-rule.js';

/** What of a unit's end its final day is counted from. */
export interface Ended {
  /** By the end of this day the last key of the unit was destroyed, unless the purge was late: the key ring is asked about it. */
  readonly tracesOn: Day;
  readonly keyDestroyedAt: Date;
}

/**
 * The day that the key ring is asked about: the last day of the unit, whose key died with all that it wrapped; or the day on which
 * a key was destroyed for itself, by an erasure or because a crashed move had left it on another day.
 */
export function tracesOn(dueOn: Day, keyDestroyedAt: Date, how: 'with-its-day' | 'by-itself'): Day {
  return how === 'with-its-day' ? dueOn : helsinkiDay(keyDestroyedAt);
}

/** The last day on which a backup of the keys could have a key of the unit; later where the purge was late. */
export function lastDayOfKey({ tracesOn, keyDestroyedAt }: Ended): Day {
  return latest([tracesOn, addDays(helsinkiDay(keyDestroyedAt), -1)]);
}
