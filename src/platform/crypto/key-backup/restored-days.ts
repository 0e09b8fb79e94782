import type { Day } from '../../../kernel/calendar.js';
import type { KeyBackup } from './backup-format.js';

/** What is to come of a backup. */
export interface Restoration {
  readonly backup: KeyBackup;
  /** Whether `day` must not come back: it is over, or its purge has begun. */
  readonly isOver: (day: Day) => boolean;
  /** The days whose purge has begun, whether the backup has them or not: they never have a key again. */
  readonly destroyed: readonly Day[];
  /** Called when all but the last step is done: from there on the keys may be used. */
  readonly onReady: (restored: RestoredKeys) => Promise<void>;
}

/** What came of it. */
export interface RestoredKeys {
  readonly days: number;
  readonly units: number;
  /** Days of the backup that did not come back. */
  readonly daysDropped: number;
}
