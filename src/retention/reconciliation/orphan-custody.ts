import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { lockToPurge } from '../../platform/crypto/purged-days.js';
import { Database } from '../../platform/database/index.js';
import { CustodyUnits } from './custody-units.js';

/** The day's lock, the last look at the rows, and the drop. */
@Injectable()
export class OrphanCustody {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly units: CustodyUnits,
  ) {}

  /**
   * Drops the wrapping of `id` on `day` unless it has a row by now. Whoever files a unit holds the day `FOR KEY SHARE` until
   * the commit, so the look comes after every filing that has begun, and no other begins before the drop.
   * @param record puts it on record, committed, before anything is dropped
   */
  async dropUnlessFiled(id: string, day: Day, record: () => Promise<void>): Promise<void> {
    await this.dueDays.ensure(day);
    await this.database.transaction(async em => {
      await lockToPurge(em, day);
      if ((await this.units.byIds([id])).has(id)) return;
      await record();
      // A crash here leaves the wrapping, and an event that says more than was done; the next night drops it.
      await this.keyRing.drop(id, day);
    });
  }
}
