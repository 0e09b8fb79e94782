import type { EntityManager } from '../database/index.js';

/** A blob that must go. */
export interface QueuedDeletion {
  readonly name: string;
  readonly unitId: string;
}

/** Queues the blobs of `unitIds`, which bear the ids of their units, in the transaction that deletes the units' rows. */
export async function queueDeletions(em: EntityManager, unitIds: readonly string[], at: Date): Promise<void> {
  await em.execute(QUEUE, [at, `{${unitIds.join(',')}}`]);
}

/** At most `limit` blobs queued until `until`, longest first; those that another instance has claimed are passed over. */
export async function claimDeletions(em: EntityManager, until: Date, limit: number): Promise<QueuedDeletion[]> {
  const rows = await em.execute<{ name: string; unit_id: string }[]>(CLAIM, [until, limit]);
  return rows.map(({ name, unit_id }) => ({ name, unitId: unit_id }));
}

/** The store has confirmed that the blob is not there any more. */
export async function deletionDone(em: EntityManager, name: string): Promise<void> {
  await em.execute('delete from blob_deletion where name = ?', [name]);
}

/** What has failed is put behind by its new time, so that one bad blob does not hold up the others. */
export async function deletionFailed(em: EntityManager, name: string, reason: string, at: Date): Promise<void> {
  await em.execute(FAILED, [reason, at, name]);
}

const QUEUE = `
  insert into blob_deletion (name, unit_id, queued_at, attempts)
  select id, id, ?, 0 from unnest(?::uuid[]) id on conflict do nothing`;

const CLAIM = `
  select name, unit_id from blob_deletion where queued_at <= ? order by queued_at, name limit ? for update skip locked`;

const FAILED = `
  update blob_deletion set attempts = attempts + 1, last_failure = ?, queued_at = ?::timestamptz + interval '1 minute'
  where name = ?`;
