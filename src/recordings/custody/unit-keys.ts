import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { reached } from '../../kernel/crash-points.js';
import { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { orLeaveToReconciliation } from './leave-to-reconciliation.js';

/** The tables whose rows are custody units that may change their day. */
export type MovableUnits = 'recording' | 'contact' | 'training_copy' | 'quarantined_item' | 'dossier' | 'dossier_file';

/**
 * The data keys of units that go to another last day (design §3). A key is copied to a day and dropped from one only while the
 * unit's row is locked, so that whoever holds the row knows where its key is: the row's own day always has one.
 */
@Injectable()
export class UnitKeys {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
  ) {}

  /** A new key for a new unit, on the ring under its last day. A crash after this leaves a wrapped key, which reconciliation removes. */
  async begin(unitId: string, dueOn: Day): Promise<DataKey> {
    const key = DataKey.generate();
    await this.dueDays.ensure(dueOn);
    await this.keyRing.create(unitId, dueOn, key);
    return key;
  }

  /**
   * Has the key of a unit on the day `to` as well, in a transaction that has the unit's row locked and then sets it to `to`.
   * @returns the key
   * @throws DomainError `day-closed` where the purge of either day has begun; KeyGone
   */
  async copy(em: EntityManager, unitId: string, from: Day, to: Day): Promise<DataKey> {
    await this.dueDays.ensure(to);
    await this.dueDays.lockOpen(em, from, to);
    if (from !== to) await this.keyRing.copyTo(unitId, from, to);
    await reached('move.key-copied');
    // A crash from here to the commit leaves a second wrapping: `settle` of the next move, or the nightly reconciliation, drops it.
    return this.keyRing.open(unitId, to);
  }

  /**
   * Drops the wrappings that a unit has left on `days`, except on the day that its row has now. A unit without a row keeps
   * nothing to settle: its purge or erasure has destroyed them all. Where the row's own day has no wrapping, which a restored
   * backup may bring about, nothing is dropped: it may be the last one. It follows a commit, so what it cannot do now it leaves
   * to the nightly reconciliation.
   */
  async settle(table: MovableUnits, unitId: string, days: Iterable<Day>): Promise<void> {
    await orLeaveToReconciliation(() => this.settleNow(table, unitId, days));
  }

  /** As {@link settle}, for the reconciliation itself. @throws what the ring or the database throws while it is away */
  async settleNow(table: MovableUnits, unitId: string, days: Iterable<Day>): Promise<void> {
    await this.database.transaction(async em => {
      const rows = await em.execute<{ due_on: string }[]>(LOCK[table], [unitId]);
      const [row] = rows;
      if (!row) return;
      const dueOn = parseDay(row.due_on);
      if (!(await this.keyRing.isOn(unitId, dueOn))) return;
      for (const day of new Set(days)) {
        if (day !== dueOn) await this.keyRing.drop(unitId, day);
        await reached('move.key-dropped');
      }
    });
  }
}

const LOCK: Readonly<Record<MovableUnits, string>> = {
  recording: 'select due_on from recording where id = ? for update',
  contact: 'select due_on from contact where id = ? for update',
  training_copy: 'select due_on from training_copy where id = ? for update',
  quarantined_item: 'select due_on from quarantined_item where id = ? for update',
  dossier: 'select due_on from dossier where id = ? for update',
  dossier_file: 'select due_on from dossier_file where id = ? for update',
};
