import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { reached } from '../kernel/crash-points.js';
import { RULE_IN_FORCE } from '../kernel/retention-rule.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Database } from '../platform/database/index.js';
import { ReclaimUnits, type ReclaimedUnit } from '../recordings/index.js';
import { DeletionCertificate } from './certificate.entity.js';
import type { PurgeRun } from './purge-run.entity.js';
import { ruleName } from './rule-name.js';

const BATCH = 500;

/** Deletes the rows of a destroyed day in batches, each with its certificates, in one transaction. */
@Injectable()
export class ReclaimDay {
  constructor(
    private readonly database: Database,
    private readonly units: ReclaimUnits,
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  async execute(run: PurgeRun, day: Day): Promise<void> {
    while ((await this.#batch(run, day)) > 0) await reached('purge.units-reclaimed');
  }

  /** A crash within a batch leaves it undone; the rows are still there and still unreadable. */
  async #batch(run: PurgeRun, day: Day): Promise<number> {
    return this.database.transaction(async em => {
      const gone = await this.units.batch(em, day, BATCH);
      for (const { unitId } of gone) await this.#dropStrayWrappings(unitId);
      if (gone.length > 0)
        await em.insertMany(
          DeletionCertificate,
          gone.map(unit => this.#certificate(unit, run, day)),
        );
      return gone.length;
    });
  }

  /** A move that crashed may have left a wrapping on another day; a certificate is true only when none is left. */
  async #dropStrayWrappings(unitId: string): Promise<void> {
    if ((await this.keyRing.daysOf(unitId)).length > 0) await this.keyRing.destroy(unitId);
  }

  #certificate({ unitId, unitKind, callOn, queue, hasBlob }: ReclaimedUnit, run: PurgeRun, day: Day) {
    const issuedAt = this.clock.now();
    const gone = { keyDestroyedAt: run.keyDestroyedAt ?? issuedAt, blobAbsentAt: hasBlob ? null : issuedAt };
    return {
      unitId,
      unitKind,
      callOn,
      queue,
      dueOn: day,
      rule: ruleName(RULE_IN_FORCE),
      purgeRunId: run.id,
      issuedAt,
      ...gone,
    };
  }
}
