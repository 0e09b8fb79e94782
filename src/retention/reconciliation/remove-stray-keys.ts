import { Injectable } from '@nestjs/common';
import { RecordedFacts } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { KeyGone } from '../../platform/crypto/key-gone.js';
import { UnitKeys } from '../../recordings/index.js';
import { isOrphan } from './age.js';
import type { CustodyUnit } from './custody-units.js';
import { OrphanCustody } from './orphan-custody.js';
import { RecordFindings } from './record-findings.js';
import type { RunLedger } from './run-ledger.js';
import { UNIT_KINDS } from './unit-kinds.js';

/** As long as any backup of keys may be of use. */
const RESTORED_WITHIN_MS = 62 * 86_400_000;

/** Takes wrappings away that no row stands for, under the locks that whoever files or moves a unit has to take. */
@Injectable()
export class RemoveStrayKeys {
  readonly #restored = new WeakMap<RunLedger, Promise<boolean>>();

  constructor(
    private readonly custody: OrphanCustody,
    private readonly unitKeys: UnitKeys,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
    private readonly recorded: RecordedFacts,
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

  /**
   * A wrapping on another day than the row's: a move left it, or keys were restored to how they were before the move. The row's lock waits
   * for a move that is under way.
   */
  async strayWrapping(unit: CustodyUnit, day: Day, ledger: RunLedger): Promise<void> {
    const { id, kind } = unit;
    const movable = UNIT_KINDS.find(({ name }) => name === kind)?.movable;
    if (!movable) return;
    await this.bring(unit, day, ledger);
    await this.findings.record(ledger, { kind: 'key-stray', unitKind: kind, unitId: id, day });
    // A crash here leaves the wrapping, and an event that says more than was done; the next night drops it.
    await this.unitKeys.settleNow(movable, id, [day]);
  }

  /**
   * Brings the key of a unit from `day` to the day of its row where it is not there. Only after keys were restored: otherwise a key is never
   * behind its row, and a row that somebody altered must keep nothing for longer than its key lives.
   * @returns whether it was brought
   */
  async bring({ id, kind }: CustodyUnit, day: Day, ledger: RunLedger): Promise<boolean> {
    const movable = UNIT_KINDS.find(({ name }) => name === kind)?.movable;
    if (!movable || !(await this.#keysWereRestored(ledger))) return false;
    if (!(await this.unitKeys.bring(movable, id, day).catch(falseIfOver))) return false;
    // A crash here leaves two wrappings and no event; the next night drops the one and tells of that.
    await this.findings.record(ledger, { kind: 'key-behind', unitKind: kind, unitId: id, day });
    return true;
  }

  /** Asked for once a run. */
  #keysWereRestored(ledger: RunLedger): Promise<boolean> {
    const from = new Date(this.clock.now().getTime() - RESTORED_WITHIN_MS);
    const known = this.#restored.get(ledger) ?? this.recorded.since('keys.restored', from).then(all => all.length > 0);
    this.#restored.set(ledger, known);
    return known;
  }
}

/** Where the purge of one of the days has begun, nothing is brought any more. */
function falseIfOver(error: unknown): false {
  if (error instanceof KeyGone || (error instanceof DomainError && error.code === 'day-closed')) return false;
  throw error;
}
