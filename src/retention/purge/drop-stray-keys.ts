import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { CustodyUnits } from '../reconciliation/custody-units.js';
import { StrayKey } from './stray-key.entity.js';

/** A ring in a folder may have to read all that it holds to answer, so it is asked of many units at once. */
const ASKED_AT_ONCE = 50_000;

/** A move that crashed may have left a key of a unit on another day than its own; a certificate is true only when none is left. */
@Injectable()
export class DropStrayKeys {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly units: CustodyUnits,
    private readonly clock: Clock,
  ) {}

  /**
   * Destroys what keys are left of the units of a destroyed day, the files of a case among them. Nothing can be moved to or from that day
   * any more, so none comes to be afterwards. Outside any transaction: the ring may take minutes.
   * @throws Error where a key came back meanwhile; nothing is certified then
   */
  async ofDay(day: Day): Promise<void> {
    for await (const units of this.units.endingOn(day, ASKED_AT_ONCE))
      for (const unitId of await this.keyRing.stillKept(units.map(({ id }) => id))) await this.#drop(unitId);
  }

  /**
   * When keys of such units were found and destroyed, for those that had one: only from then on nothing opened them.
   * @param em the transaction that takes the units' rows, and with them the notes
   */
  async noted(em: EntityManager, unitIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const noted = await em.find(StrayKey, { unitId: { $in: [...unitIds] } });
    if (noted.length === 0) return new Map();
    await em.nativeDelete(StrayKey, { unitId: { $in: noted.map(({ unitId }) => unitId) } });
    const droppedAt = this.clock.now();
    return new Map(noted.map(({ unitId }) => [unitId, droppedAt]));
  }

  /** Noted by itself first: a crash after the drop must not date it back to the day's own key. */
  async #drop(unitId: string): Promise<void> {
    await this.database.transaction(em => em.execute(NOTE, [unitId, this.clock.now()]));
    // A crash here leaves a note and the key: the next run finds both.
    await this.keyRing.destroy(unitId);
    if ((await this.keyRing.daysOf(unitId)).length > 0) throw new Error("couldn't destroy every key of a unit");
  }
}

const NOTE = 'insert into stray_key (unit_id, found_at) values (?, ?) on conflict do nothing';
