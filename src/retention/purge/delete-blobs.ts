import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import {
  claimDeletions,
  deletionsDone,
  deletionFailed,
  type QueuedDeletion,
} from '../../platform/blobs/blob-deletions.js';
import { Clock } from '../../kernel/clock.js';
import { reached } from '../../kernel/crash-points.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { errnoOf } from '../../platform/files/durable.js';

const BATCH = 1000;
/** Longer than a store takes for a batch; should one take longer, two ask it for the same, which does no harm. */
const LEASE_MS = 5 * 60_000;

/** Empties the queue of blobs that must go: a name leaves it only when the store confirms that nothing is there. */
@Injectable()
export class DeleteBlobs {
  readonly #logger = new Logger(DeleteBlobs.name);
  readonly #process = randomUUID();
  #before: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Deletes what is queued; what fails stays queued for the next time. Within one process one after the other: who has
   * waited for it finds nothing that another is still about to confirm.
   */
  async execute(): Promise<void> {
    const emptied = this.#before.then(() => this.#empty());
    this.#before = emptied.catch(() => undefined);
    await emptied;
  }

  async #empty(): Promise<void> {
    const began = this.clock.now();
    while ((await this.#batch(began)) === BATCH);
  }

  /** The store is asked outside any transaction: it may take minutes, and no lock nor connection waits for it. */
  async #batch(began: Date): Promise<number> {
    const lease = { leasedBy: this.#process, leasedUntil: new Date(this.clock.now().getTime() + LEASE_MS) };
    const claimed = await claimDeletions(this.database, { until: began, limit: BATCH, ...lease });
    if (claimed.length === 0) return 0;
    const failures = await this.#delete(claimed);
    await reached('purge.blob-deleted');
    // A crash until here leaves names, perhaps of blobs that are gone: another process deletes them again after the lease, which does no harm.
    await this.database.transaction(em => this.#settle(em, claimed, failures));
    return claimed.length;
  }

  /** What went wrong, by name; with all of them where the store fails as a whole. */
  async #delete(claimed: readonly QueuedDeletion[]): Promise<ReadonlyMap<string, unknown>> {
    const names = claimed.map(({ name }) => name);
    return this.blobs.deleteAll(names).catch((error: unknown) => new Map(names.map(name => [name, error])));
  }

  async #settle(
    em: EntityManager,
    claimed: readonly QueuedDeletion[],
    failures: ReadonlyMap<string, unknown>,
  ): Promise<void> {
    const absent = claimed.filter(({ name }) => !failures.has(name));
    await this.#confirm(em, absent);
    for (const [name, error] of failures) await this.#postpone(em, name, error);
  }

  /** Two may confirm blobs of one unit at once: the later one waits for the certificate and finds the last name gone. */
  async #confirm(em: EntityManager, absent: readonly QueuedDeletion[]): Promise<void> {
    if (absent.length === 0) return;
    const units = `{${absent.map(({ unitId }) => unitId).join(',')}}`;
    await em.execute(LOCK_CERTIFICATES, [units]);
    await deletionsDone(
      em,
      absent.map(({ name }) => name),
    );
    await em.execute(ABSENT, [this.clock.now(), units]);
  }

  async #postpone(em: EntityManager, name: string, error: unknown): Promise<void> {
    const reason = errnoOf(error) ?? 'failed';
    this.#logger.warn(`couldn't delete a blob that is due (${reason}); it stays in the queue`);
    await deletionFailed(em, name, reason, this.clock.now());
  }
}

const LOCK_CERTIFICATES =
  'select unit_id from deletion_certificate where unit_id = any(?::uuid[]) order by unit_id for update';

/** A case has several blobs: its certificate says that none is left. */
const ABSENT = `
  update deletion_certificate c set blob_absent_at = ?
  where c.unit_id = any(?::uuid[]) and c.blob_absent_at is null
    and not exists (select from blob_deletion b where b.unit_id = c.unit_id)`;
