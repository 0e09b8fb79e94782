import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { UnitKeys } from '../../recordings/index.js';
import { isOrphan } from './age.js';
import type { CustodyUnit } from './custody-units.js';
import { OrphanCustody } from './orphan-custody.js';
import { RecordFindings } from './record-findings.js';
import type { RunLedger } from './run-ledger.js';
import { UNIT_KINDS } from './unit-kinds.js';

/** Takes wrappings away that no row stands for, under the locks that whoever files or moves a unit has to take. */
@Injectable()
export class RemoveStrayKeys {
  constructor(
    private readonly custody: OrphanCustody,
    private readonly unitKeys: UnitKeys,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  /** A wrapping without a row. Younger than a day it is left, and so it is where nobody knows: its row may be on its way. */
  async orphan(id: string, day: Day, ledger: RunLedger): Promise<void> {
    if (!isOrphan(id, this.clock.now()) || !(await ledger.trustsClock())) {
      ledger.count('key-young');
      return;
    }
    const finding = { kind: 'key-orphan', unitKind: 'unknown', unitId: id, day } as const;
    await this.custody.dropUnlessFiled(id, day, () => this.findings.record(ledger, finding));
  }

  /** A wrapping on another day than the row's: a move left it. The row's lock waits for a move that is under way. */
  async strayWrapping({ id, kind }: CustodyUnit, day: Day, ledger: RunLedger): Promise<void> {
    const movable = UNIT_KINDS.find(({ name }) => name === kind)?.movable;
    if (!movable) return;
    await this.findings.record(ledger, { kind: 'key-stray', unitKind: kind, unitId: id, day });
    // A crash here leaves the wrapping, and an event that says more than was done; the next night drops it.
    await this.unitKeys.settleNow(movable, id, [day]);
  }
}
