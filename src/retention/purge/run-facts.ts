import type { UnitCounts } from '../../recordings/index.js';
import type { PurgeRun } from './purge-run.entity.js';

/** How many units ended with the day of a run, by kind; null for what is not known, or not yet. */
export function countsOf(run: PurgeRun): { readonly [Kind in keyof UnitCounts]: number | null } {
  return {
    recordings: known(run.recordings),
    contacts: known(run.contacts),
    quarantined: known(run.quarantined),
    trainingCopies: known(run.trainingCopies),
    dossiers: known(run.dossiers),
  };
}

/** When the key of a run's day was destroyed; null before. */
export function keyDestroyedAtOf({ keyDestroyedAt }: PurgeRun): string | null {
  return keyDestroyedAt?.toISOString() ?? null;
}

function known(count: number | null | undefined): number | null {
  return count ?? null;
}
