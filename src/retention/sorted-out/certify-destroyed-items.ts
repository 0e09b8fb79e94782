import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { DestroyedItems, type EndedItem } from '../../recordings/index.js';
import { IssueCertificates, type GoneUnit } from '../certificates/issue-certificates.js';

const BATCH = 100;

/** Certifies the items that somebody has ended by hand, when no key of them is left. */
@Injectable()
export class CertifyDestroyedItems {
  constructor(
    private readonly database: Database,
    private readonly items: DestroyedItems,
    private readonly keyRing: KeyRing,
    private readonly certificates: IssueCertificates,
    private readonly clock: Clock,
  ) {}

  /** Until none waits, or none of a batch could be certified: those wait for the next look. */
  async execute(): Promise<void> {
    let certified = BATCH;
    while (certified === BATCH) certified = await this.database.transaction(em => this.#batch(em));
  }

  /**
   * The keys first: whoever ended the item has destroyed them, unless that process died before. A crash within leaves the items
   * waiting, without keys; destroying again finds nothing to do.
   */
  async #batch(em: EntityManager): Promise<number> {
    const items = await this.items.claim(em, BATCH);
    for (const { unitId } of items) await this.keyRing.destroy(unitId);
    const kept = await this.keyRing.stillKept(items.map(({ unitId }) => unitId));
    const gone = items.filter(({ unitId }) => !kept.has(unitId));
    for (const item of gone) await this.#certify(em, item);
    await this.items.done(
      em,
      gone.map(({ unitId }) => unitId),
    );
    return gone.length;
  }

  async #certify(em: EntityManager, { eventId, ...item }: EndedItem): Promise<void> {
    const unit: GoneUnit = {
      ...item,
      ...{ unitKind: 'quarantined-item', ordinaryDueOn: null, ruleVersion: null, holds: [] },
      ...{ keyDestroyedAt: this.clock.now(), destroyed: 'by-itself' },
    };
    await this.certificates.execute(em, [unit], { reason: 'sorted-out', eventId });
  }
}
