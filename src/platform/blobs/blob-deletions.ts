import type { Database, EntityManager, Statement } from '../database/index.js';

/** A blob that must go. */
export interface QueuedDeletion {
  readonly name: string;
  readonly unitId: string;
}

/** Queues the blobs of `unitIds`, which bear the ids of their units, in the transaction that deletes the units' rows. */
export async function queueDeletions(em: EntityManager, unitIds: readonly string[], at: Date): Promise<void> {
  await queueBlobs(em, unitIds.map(ofItself), at);
}

/** A blob that bears the id of its unit. */
export function ofItself(unitId: string): QueuedDeletion {
  return { name: unitId, unitId };
}

/**
 * The same for blobs of whatever unit.
 * @param purgeRunId the run of the purge that has to wait for them, where no certificate of it names the unit
 */
export async function queueBlobs(
  em: EntityManager,
  blobs: readonly QueuedDeletion[],
  at: Date,
  purgeRunId: string | null = null,
): Promise<void> {
  const [names, units] = [blobs.map(({ name }) => name), blobs.map(({ unitId }) => unitId)];
  await em.execute(QUEUE, [at, purgeRunId, `{${names.join(',')}}`, `{${units.join(',')}}`]);
}

/** Who takes blobs: those queued until `until`, at most so many. Nobody else takes them before `leasedUntil`. */
export interface DeletionClaim {
  readonly until: Date;
  readonly limit: number;
  readonly leasedBy: string;
  readonly leasedUntil: Date;
}

/**
 * The blobs that were queued first. No other process takes them while the store is asked, and somebody does if this one dies
 * meanwhile. What the same process has taken before and not brought to an end it takes again.
 */
export function claimDeletions(
  database: Database,
  { until, limit, leasedBy, leasedUntil }: DeletionClaim,
): Promise<QueuedDeletion[]> {
  return database.query<QueuedDeletion>(CLAIM, [until, limit, leasedBy, leasedUntil]);
}

/**
 * Those of `unitIds` that have a blob which must still go. Until the end of the caller's transaction nobody takes its name off the
 * queue: whoever confirms its absence finds what that transaction has written.
 */
export async function lockQueued(em: EntityManager, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await em.execute<{ unit_id: string }[]>(LOCK_QUEUED, [`{${unitIds.join(',')}}`]);
  return new Set(rows.map(({ unit_id }) => unit_id));
}

/** The store has confirmed that the blobs are not there any more. */
export async function deletionsDone(em: EntityManager, names: readonly string[]): Promise<void> {
  await em.execute(DONE, [`{${names.join(',')}}`]);
}

/** What has failed is put behind by its new time, so that one bad blob does not hold up the others. */
export async function deletionFailed(em: EntityManager, name: string, reason: string, at: Date): Promise<void> {
  await em.execute(FAILED, [reason, at, at, name]);
}

/** A deletion that has failed, and goes on being tried. */
export interface FailedDeletion extends QueuedDeletion {
  readonly attempts: number;
  /** Code of the last failure. */
  readonly lastFailure: string;
  readonly since: Date;
  readonly nextAttemptAt: Date;
}

/** At most `limit` deletions that have failed, those that have failed for longest first; only those behind `after`. */
export function listFailedDeletions(
  database: Database,
  after: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<FailedDeletion[]> {
  return database.query<FailedDeletion>(LIST_FAILED, [after?.at ?? null, after?.id ?? null, limit]);
}

const QUEUE = `
  insert into blob_deletion (name, unit_id, queued_at, attempts, purge_run_id)
  select name, unit_id, ?::timestamptz, 0, ?::uuid from unnest(?::uuid[], ?::uuid[]) b (name, unit_id)
  on conflict do nothing`;

const CLAIM: Statement = {
  name: 'blob-deletions-claim',
  text: `
    with claimed as materialized (
      select name from blob_deletion
      where queued_at <= $1 and (leased_until is null or leased_until <= $1 or leased_by = $3)
      order by queued_at, name limit $2 for update skip locked)
    update blob_deletion b set leased_by = $3, leased_until = $4 from claimed c where b.name = c.name
    returning b.name, b.unit_id as "unitId"`,
};

/** By name, as all do who lock several: nobody waits for somebody who waits for him. */
const LOCK_QUEUED = 'select unit_id from blob_deletion where unit_id = any(?::uuid[]) order by name for update';

const DONE = `
  with absent as materialized (
    select name from blob_deletion where name = any(?::uuid[]) order by name for update)
  delete from blob_deletion b using absent a where b.name = a.name`;

const FAILED = `
  update blob_deletion
  set attempts = attempts + 1, last_failure = ?, queued_at = ?::timestamptz + interval '1 minute',
      first_failed_at = coalesce(first_failed_at, ?::timestamptz), leased_by = null, leased_until = null
  where name = ?`;

const LIST_FAILED: Statement = {
  name: 'blob-deletions-failed',
  text: `
    select name, unit_id as "unitId", attempts, coalesce(last_failure, 'failed') as "lastFailure",
           first_failed_at as since, queued_at as "nextAttemptAt"
    from blob_deletion
    where first_failed_at is not null and ($1::timestamptz is null or (first_failed_at, name) > ($1, $2::uuid))
    order by first_failed_at, name limit $3`,
};

/** How many deletions wait, and how many of them have failed; each counted to {@link MOST_COUNTED} at most. */
export async function countDeletions(database: Database): Promise<{ waiting: number; failed: number }> {
  const [row] = await database.query<{ waiting: number; failed: number }>(COUNT, [MOST_COUNTED]);
  return row ?? { waiting: 0, failed: 0 };
}

const MOST_COUNTED = 100_000;

const COUNT: Statement = {
  name: 'blob-deletions-count',
  text: `
    select (select count(*)::int from (select from blob_deletion limit $1) w) as waiting,
      (select count(*)::int from (select from blob_deletion where first_failed_at is not null limit $1) f) as failed`,
};
