import { addDays, type Day } from '../../../kernel/calendar.js';

/** For how many days copies of keys may exist outside the key ring: backups, and what else the operator has declared. */
export class KeysBackupWindow {
  constructor(readonly days: number) {}

  /**
   * The day on which the last copy of a key that was destroyed at the end of `destroyedOn` is gone: what a certificate calls
   * final (ADR 0013). For a key ring in PostgreSQL only once `KeyRing.tracesAreGone` as well; see {@link finalOn}.
   */
  finalOn(destroyedOn: Day): Day {
    return addDays(destroyedOn, this.days);
  }
}

/**
 * The day on which an erasure is final: the end of the window, or the later day on which the key ring was seen without traces.
 * Null as long as it has not been seen so.
 */
export function finalOn(windowEndsOn: Day, tracesGoneOn: Day | null): Day | null {
  if (tracesGoneOn === null) return null;
  return tracesGoneOn > windowEndsOn ? tracesGoneOn : windowEndsOn;
}
