import { Injectable, Logger } from '@nestjs/common';
import { BlobStore } from '../platform/blobs/blob-store.js';
import { BlobDeletion } from '../platform/blobs/blob-deletion.entity.js';
import { Clock } from '../kernel/clock.js';
import { Database, type EntityManager } from '../platform/database/index.js';
import { DeletionCertificate } from './certificate.entity.js';

const BATCH = 200;

/** Empties the queue of blobs that must go: a name leaves it only when the store confirms that nothing is there. */
@Injectable()
export class DeleteBlobs {
  readonly #logger = new Logger(DeleteBlobs.name);

  constructor(
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly clock: Clock,
  ) {}

  /** Deletes what is queued; what fails stays queued for the next time. */
  async execute(): Promise<void> {
    const began = this.clock.now();
    while ((await this.#batch(began)) === BATCH);
  }

  /** A crash within a batch leaves names of blobs that are gone already: deleting them again does no harm. */
  async #batch(began: Date): Promise<number> {
    return this.database.transaction(async em => {
      const rows = await em.execute<{ name: string; unit_id: string }[]>(CLAIM, [began, BATCH]);
      for (const row of rows) await this.#delete(em, row.name, row.unit_id);
      return rows.length;
    });
  }

  async #delete(em: EntityManager, name: string, unitId: string): Promise<void> {
    try {
      await this.blobs.delete(name);
      if (await this.blobs.exists(name)) throw new Error('still there');
      await em.nativeDelete(BlobDeletion, { name });
      await em.nativeUpdate(DeletionCertificate, { unitId }, { blobAbsentAt: this.clock.now() });
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
      this.#logger.warn(`couldn't delete a blob that is due (${reason}); it stays in the queue`);
      await em.execute(FAILED, [reason, this.clock.now(), name]);
    }
  }
}

/** What has failed is put behind by its new time, so that one bad blob does not hold up the others. */
const CLAIM =
  'select name, unit_id from blob_deletion where queued_at <= ? order by queued_at, name limit ? for update skip locked';
const FAILED = `
  update blob_deletion set attempts = attempts + 1, last_failure = ?, queued_at = ?::timestamptz + interval '1 minute' where name = ?`;
