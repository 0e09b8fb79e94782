import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { lockQueued } from '../../platform/blobs/blob-deletions.js';
import type { EntityManager } from '../../platform/database/index.js';
import { RuleInForce, SourceTerms, type ReclaimedUnit } from '../../recordings/index.js';
import { DeletionCertificate, type CertifiedHold, type ERASURE_GROUNDS } from './certificate.entity.js';
import { tracesOn } from './final-on.js';
import { Finality } from './finality.js';
import { nameOfWhatKept } from './rule-name.js';

/** Why a unit is gone: its last day was over, two people found that it should not be here, or it was only waiting to be sorted out. */
export type WhyGone =
  | { readonly reason: 'due'; readonly purgeRunId: string }
  | {
      readonly reason: 'sorted-out';
      /** The event that tells who ended it. */
      readonly eventId: string;
    }
  | {
      readonly reason: 'erasure';
      readonly erasureId: string;
      readonly ground: (typeof ERASURE_GROUNDS)[number];
      /** The event that tells of the erasure. */
      readonly eventId: string;
    };

/** A unit of which no key is left on any day. */
export interface GoneUnit extends ReclaimedUnit {
  readonly dueOn: Day;
  /** The moment from which nothing could open it any more. */
  readonly keyDestroyedAt: Date;
  /** Whether its key was destroyed together with that of its day, or by itself. */
  readonly destroyed: 'with-its-day' | 'by-itself';
  readonly holds: readonly CertifiedHold[];
}

/** Writes the certificates of units that are gone. Ask only when no wrapping of them is left on any day. */
@Injectable()
export class IssueCertificates {
  constructor(
    private readonly rules: RuleInForce,
    private readonly sources: SourceTerms,
    private readonly finality: Finality,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that takes the rows away, or that finishes the erasure or the sorting out. */
  async execute(em: EntityManager, units: readonly GoneUnit[], why: WhyGone): Promise<void> {
    if (units.length === 0) return;
    const rules = await this.rules.byVersion();
    const keeps = await this.sources.keepsDays([...new Set(units.map(({ source }) => source))]);
    const queued = await lockQueued(
      em,
      units.filter(({ hasBlob }) => hasBlob).map(({ unitId }) => unitId),
    );
    const stated = units.map(unit => ({
      ...this.#of(unit, why),
      ...this.#issued(queued.has(unit.unitId)),
      rule: nameOfWhatKept(unit, rules),
      sourceKeepsDays: keeps.get(unit.source) ?? null,
    }));
    const finalDays = await this.finality.of(stated);
    const rows = stated.map((row, nth) => ({ ...row, finalOn: finalDays[nth] ?? null }));
    await em.insertMany(DeletionCertificate, rows);
  }

  #of(unit: GoneUnit, why: WhyGone) {
    const { hasBlob: _, destroyed, ...certified } = unit;
    return {
      ...certified,
      ...why,
      holds: [...unit.holds],
      tracesOn: tracesOn(unit.dueOn, unit.keyDestroyedAt, destroyed),
    };
  }

  /** A blob that was queued with the rows may be confirmed gone before the certificate is written: then it is gone by now. */
  #issued(isQueued: boolean) {
    const issuedAt = this.clock.now();
    return { issuedAt, blobAbsentAt: isQueued ? null : issuedAt };
  }
}
