import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { StrayKey } from './stray-key.entity.js';

/** A move that crashed may have left a key of a unit on another day than its own; a certificate is true only when none is left. */
@Injectable()
export class DropStrayKeys {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * Destroys what keys are left of units whose day is destroyed, and of the files of a case. Returns when that was, for those that had
   * one: only from then on nothing opened them.
   * @param em the transaction that takes the units' rows, and with them the notes
   * @throws Error where a key came back meanwhile; nothing is certified then
   */
  async of(em: EntityManager, unitIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    for (const unitId of await this.keyRing.stillKept(unitIds)) await this.#drop(unitId);
    const noted = await em.find(StrayKey, { unitId: { $in: [...unitIds] } });
    if (noted.length === 0) return new Map();
    await em.nativeDelete(StrayKey, { unitId: { $in: noted.map(({ unitId }) => unitId) } });
    const droppedAt = this.clock.now();
    return new Map(noted.map(({ unitId }) => [unitId, droppedAt]));
  }

  /** Noted by itself first: a crash after the drop must not date it back to the day's own key. */
  async #drop(unitId: string): Promise<void> {
    await this.database.transaction(em => em.execute(NOTE, [unitId, this.clock.now()]));
    // A crash here leaves a note and the key: the next batch finds both.
    await this.keyRing.destroy(unitId);
    if ((await this.keyRing.daysOf(unitId)).length > 0) throw new Error("couldn't destroy every key of a unit");
  }
}

const NOTE = 'insert into stray_key (unit_id, found_at) values (?, ?) on conflict do nothing';
