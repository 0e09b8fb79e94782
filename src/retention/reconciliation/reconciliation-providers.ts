import { AudioHash } from './audio-hash.js';
import { CheckAudio } from './check-audio.js';
import { CompareBlobs } from './compare-blobs.js';
import { CompareKeys } from './compare-keys.js';
import { Comparisons } from './comparisons.js';
import { CustodyUnits } from './custody-units.js';
import { FindOverdue } from './find-overdue.js';
import { OrphanCustody } from './orphan-custody.js';
import { ReadReconciliations } from './read-reconciliations.js';
import { Reconcile } from './reconcile.js';
import { ReconcileJob } from './reconcile.job.js';
import { ReconciliationRuns } from './reconciliation-runs.js';
import { RecordFindings } from './record-findings.js';
import { RemoveOrphanBlobs } from './remove-orphan-blobs.js';
import { RemoveStrayKeys } from './remove-stray-keys.js';

export const RECONCILIATION_PROVIDERS = [
  AudioHash,
  CheckAudio,
  CompareBlobs,
  CompareKeys,
  Comparisons,
  CustodyUnits,
  FindOverdue,
  OrphanCustody,
  ReadReconciliations,
  Reconcile,
  ReconcileJob,
  ReconciliationRuns,
  RecordFindings,
  RemoveOrphanBlobs,
  RemoveStrayKeys,
];
