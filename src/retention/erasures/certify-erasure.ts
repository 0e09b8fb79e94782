import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { EraseCalls } from '../../recordings/index.js';
import { IssueCertificates, type GoneUnit } from '../certificates/issue-certificates.js';
import { Erasure, ErasureUnit } from './erasure.entity.js';
import { erasureEvent } from './erasure-events.js';

/** Writes the certificates of an erasure whose keys are gone, together with the event of its outcome. */
@Injectable()
export class CertifyErasure {
  constructor(
    private readonly database: Database,
    private readonly calls: EraseCalls,
    private readonly certificates: IssueCertificates,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Once, whoever comes first; a crash within leaves it undone. */
  async execute(erasureId: string, keysDestroyedAt: Date): Promise<void> {
    await this.database.transaction(async em => {
      const erasure = await em.findOneOrFail(Erasure, { id: erasureId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (erasure.state !== 'under-way') return;
      const units = await em.find(ErasureUnit, { erasureId }, { orderBy: { unitId: 'asc' } });
      await this.#complete(em, erasure, units, keysDestroyedAt);
    });
  }

  async #complete(
    em: EntityManager,
    erasure: Erasure,
    units: readonly ErasureUnit[],
    destroyedAt: Date,
  ): Promise<void> {
    for (const unit of units) await this.#certify(em, erasure, unit, destroyedAt);
    const recordings = units.filter(({ unitKind }) => unitKind === 'recording').map(({ unitId }) => unitId);
    await this.calls.removePlaybacks(em, recordings);
    await em.nativeDelete(ErasureUnit, { erasureId: erasure.id });
    em.assign(erasure, { state: 'completed', finishedAt: this.clock.now() });
    await em.flush();
    const draft = erasureEvent('erasure.completed', erasure, THE_SYSTEM);
    const counts = { recordings: recordings.length, units: units.length };
    await this.trail.record(em, { ...draft, facts: { ...draft.facts, ...counts } });
  }

  async #certify(em: EntityManager, erasure: Erasure, unit: ErasureUnit, keyDestroyedAt: Date): Promise<void> {
    const { id: erasureId, ground } = erasure;
    const why = { reason: 'erasure', erasureId, ground, eventId: unit.eventId } as const;
    await this.certificates.execute(em, [goneUnit(unit, keyDestroyedAt)], why);
  }
}

function goneUnit(row: ErasureUnit, keyDestroyedAt: Date): GoneUnit {
  const { unitId, unitKind, queue, source, sizeBytes, hasBlob } = row;
  const days = { callOn: dayOf(row.callOn), ordinaryDueOn: dayOf(row.ordinaryDueOn), dueOn: parseDay(row.dueOn) };
  return {
    unitId,
    unitKind,
    queue,
    source,
    ruleVersion: row.ruleVersion ?? null,
    sizeBytes,
    hasBlob,
    ...days,
    keyDestroyedAt,
    destroyed: 'by-itself',
    holds: row.holds,
  };
}

function dayOf(text: string | null | undefined): Day | null {
  return text ? parseDay(text) : null;
}
