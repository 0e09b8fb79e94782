import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { reached } from '../../kernel/crash-points.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { ReclaimUnits, type TakenUnit } from '../../recordings/index.js';
import { IssueCertificates, type GoneUnit } from '../certificates/issue-certificates.js';
import { HoldsOf } from '../holds/holds-of.js';
import { DropStrayKeys } from './drop-stray-keys.js';
import type { PurgeRun } from './purge-run.entity.js';

const BATCH = 1000;

/** Deletes the rows of a destroyed day in batches, each with its certificates, in one transaction. */
@Injectable()
export class ReclaimDay {
  constructor(
    private readonly database: Database,
    private readonly units: ReclaimUnits,
    private readonly strayKeys: DropStrayKeys,
    private readonly holds: HoldsOf,
    private readonly certificates: IssueCertificates,
  ) {}

  async execute(run: PurgeRun, day: Day): Promise<void> {
    while ((await this.#batch(run, day)) > 0) await reached('purge.units-reclaimed');
  }

  /** A crash within a batch leaves it undone; the rows are still there and still unreadable. */
  async #batch(run: PurgeRun, day: Day): Promise<number> {
    return this.database.transaction(async em => {
      const reclaimed = await this.units.batch(em, { day, purgeRunId: run.id }, BATCH);
      if (reclaimed.length === 0) return 0;
      const gone = await this.#gone(em, reclaimed, run, day);
      await this.certificates.execute(em, gone, { reason: 'due', purgeRunId: run.id });
      return gone.length;
    });
  }

  async #gone(em: EntityManager, units: readonly TakenUnit[], run: PurgeRun, dueOn: Day): Promise<GoneUnit[]> {
    if (!run.keyDestroyedAt) throw new TypeError('The rows of a day are reclaimed when its key is destroyed.');
    const keyDestroyedAt = run.keyDestroyedAt;
    const later = await this.strayKeys.of(
      em,
      units.flatMap(({ keyIds }) => keyIds),
    );
    const holds = await this.holds.takeWith(
      em,
      units.map(({ unitId }) => unitId),
    );
    return units.map(({ keyIds, ...unit }) => {
      const droppedAt = keyIds.map(id => later.get(id)).find(Boolean);
      return {
        ...unit,
        dueOn,
        keyDestroyedAt: droppedAt ?? keyDestroyedAt,
        destroyed: droppedAt ? 'by-itself' : 'with-its-day',
        holds: holds.get(unit.unitId) ?? [],
      };
    });
  }
}
