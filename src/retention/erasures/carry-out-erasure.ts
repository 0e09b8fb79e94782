import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { reached } from '../../kernel/crash-points.js';
import { failureNames } from '../../kernel/failure-names.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database } from '../../platform/database/index.js';
import { DeleteBlobs } from '../purge/delete-blobs.js';
import { CertifyErasure } from './certify-erasure.js';
import { Erasure, ErasureUnit } from './erasure.entity.js';

const MOST_TRIES = 5;

/** What follows the commit of an erasure. Each step may be repeated, on any instance, also on several at once. */
@Injectable()
export class CarryOutErasure {
  readonly #logger = new Logger(CarryOutErasure.name);

  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly certify: CertifyErasure,
    private readonly deleteBlobs: DeleteBlobs,
    private readonly clock: Clock,
  ) {}

  /** The erasures that were interrupted, the one decided first first. */
  async underWay(): Promise<string[]> {
    const em = this.database.entities();
    const found = await em.find(Erasure, { state: 'under-way' }, { orderBy: { decidedAt: 'asc' } });
    return found.map(({ id }) => id);
  }

  /** Goes as far as it can: what fails is logged, and goes on at the next look. */
  async attempt(erasureId: string): Promise<void> {
    await this.#logged(() => this.execute(erasureId));
  }

  /** The same without the blobs, which whoever asks deletes afterwards: no key waits for a store that is slow with another's. */
  async attemptKeys(erasureId: string): Promise<void> {
    await this.#logged(() => this.#endKeys(erasureId));
  }

  async #logged(carryOut: () => Promise<void>): Promise<void> {
    try {
      await carryOut();
    } catch (error) {
      this.#logger.error(`couldn't finish an erasure (${failureNames(error)}); it goes on at the next look`);
    }
  }

  async execute(erasureId: string): Promise<void> {
    await this.#endKeys(erasureId);
    // A crash here leaves names of unreadable blobs in the queue.
    await this.deleteBlobs.execute();
    await reached('erasure.blobs-deleted');
  }

  async #endKeys(erasureId: string): Promise<void> {
    await reached('erasure.committed');
    // A crash here leaves wrapped keys and blobs whose units have no rows: nobody reaches them.
    const destroyedAt = await this.#destroyKeys(erasureId);
    await reached('erasure.keys-destroyed');
    // A crash here leaves blobs that no key opens, and no certificate yet; destroying again finds nothing to do.
    await this.certify.execute(erasureId, destroyedAt);
    await reached('erasure.certified');
  }

  async #destroyKeys(erasureId: string): Promise<Date> {
    const units = await this.database.entities().find(ErasureUnit, { erasureId });
    for (const { unitId } of units) await this.#destroyKey(unitId);
    return this.clock.now();
  }

  /** Nobody copies a key without its row, and the row is gone: only a move that was under way may leave one behind. */
  async #destroyKey(unitId: string): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.keyRing.destroy(unitId);
      if ((await this.keyRing.daysOf(unitId)).length === 0) return;
    }
    throw new Error("couldn't destroy every wrapping of a key");
  }
}
