import { CountDue } from './count-due.js';
import { DeleteBlobs } from './delete-blobs.js';
import { DropStrayKeys } from './drop-stray-keys.js';
import { DueDaysToPurge } from './due-days-to-purge.js';
import { FailedBlobs } from './failed-blobs.js';
import { PurgeDay } from './purge-day.js';
import { PurgeSteps } from './purge-steps.js';
import { ReadRuns } from './read-runs.js';
import { ReclaimDay } from './reclaim-day.js';
import { ReplayPurges } from './replay-purges.js';
import { RunPurges } from './run-purges.js';

export const PURGE_PROVIDERS = [
  ...[CountDue, DeleteBlobs, DropStrayKeys, DueDaysToPurge, FailedBlobs, PurgeDay, PurgeSteps],
  ...[ReadRuns, ReclaimDay, ReplayPurges, RunPurges],
];
