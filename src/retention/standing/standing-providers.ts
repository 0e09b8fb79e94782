import { BackupReaches } from './backup-reach.js';
import { EndedDays } from './ended-days.js';
import { LastReconciliation } from './last-reconciliation.js';
import { ReachableRecordings } from './reachable-recordings.js';

/** What the floor above asks about keeping and destroying, to tell whether promises hold. */
export const STANDING_PROVIDERS = [BackupReaches, EndedDays, LastReconciliation, ReachableRecordings];
