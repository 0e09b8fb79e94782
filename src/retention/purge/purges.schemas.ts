import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';

const run = z.strictObject({
  id: format.id,
  day: format.day,
  startedAt: format.instantOut,
  keyDestroyedAt: format.instantOut.nullable(),
  finishedAt: format.instantOut.nullable(),
  /** How many units ended with the day, by kind; null until its key is destroyed. */
  recordings: z.int().nullable(),
  contacts: z.int().nullable(),
  quarantined: z.int().nullable(),
  trainingCopies: z.int().nullable(),
  /** Cases of data subjects; null for a run from before there were any. */
  dossiers: z.int().nullable(),
  /** Bytes of audio that were given free; 0 while the run is under way. */
  freedBytes: z.int(),
  blobsLeft: z.int(),
  outcome: z.enum(['running', 'completed']),
});
export type PurgeRunView = z.infer<typeof run>;

export const purgeRunPage = pageOf(run);
export type PurgeRunPage = z.infer<typeof purgeRunPage>;

/** An event with its place in the log; null while it has none. */
const placedEvent = z.strictObject({ eventId: format.id, leafIndex: z.int().nullable() });

/**
 * The certificate of a whole run. `certificatesRoot` is the RFC 6962 root over the `sha256` of its certificates in the order of
 * their unit ids, null while the run is under way; `purge.completed` in the log has it too.
 */
export const runCertificate = run.extend({
  certificates: z.int(),
  certificatesRoot: z.string().nullable(),
  intended: placedEvent.nullable(),
  completed: placedEvent.nullable(),
  failedBlobs: z.array(format.id),
});
export type RunCertificate = z.infer<typeof runCertificate>;

export const failedBlobQuery = pageQuery;
export type FailedBlobQuery = z.output<typeof failedBlobQuery>;

/** A blob that the store would not let go. Its name tells nothing. */
const failedBlob = z.strictObject({
  name: format.id,
  unitId: format.id,
  attempts: z.int(),
  lastFailure: z.string(),
  since: format.instantOut,
  nextAttemptAt: format.instantOut,
});
export type FailedBlob = z.infer<typeof failedBlob>;
export const failedBlobPage = pageOf(failedBlob);
