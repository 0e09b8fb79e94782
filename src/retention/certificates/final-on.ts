import { addDays, helsinkiDay, type Day } from '../../kernel/calendar.js';
import { latest } from '../../kernel/retention-rule.js';

/**
 * The day on which the last copy of a unit's key is gone (ADR 0013): a backup of the keys made on the last day on which
 * the key was there lives for `backupDays` more. Counted from the due day, and later where the purge was late.
 */
export function finalOn(dueOn: Day, keyDestroyedAt: Date, backupDays: number): Day {
  return addDays(latest([dueOn, addDays(helsinkiDay(keyDestroyedAt), -1)]), backupDays);
}

/** The same for a unit that was erased before its day: the key was there on the day of the erasure itself. */
export function finalOnAfterErasure(keyDestroyedAt: Date, backupDays: number): Day {
  return addDays(helsinkiDay(keyDestroyedAt), backupDays);
}
