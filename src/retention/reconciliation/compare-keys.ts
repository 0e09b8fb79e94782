import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { CustodyUnits, type CustodyUnit } from './custody-units.js';
import { RecordFindings } from './record-findings.js';
import { RemoveStrayKeys } from './remove-stray-keys.js';
import type { RunLedger } from './run-ledger.js';

const BATCH = 1000;

/** Compares the wrappings on the key ring with the rows, day by day: every unit has one on its own day and no other. */
@Injectable()
export class CompareKeys {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly units: CustodyUnits,
    private readonly strays: RemoveStrayKeys,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  async execute(ledger: RunLedger): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    const days = new Set([...(await this.keyRing.days()), ...(await this.units.daysSince(today))]);
    for (const day of [...days].sort()) await this.#day(day, today, ledger);
  }

  async #day(day: Day, today: Day, ledger: RunLedger): Promise<void> {
    const wrapped = new Set<string>();
    for await (const id of this.keyRing.unitsOf(day)) wrapped.add(id);
    await ledger.looked('keys', wrapped.size);
    for await (const units of this.units.endingOn(day)) {
      const without = units.filter(({ id }) => !wrapped.delete(id));
      // Of a day that is over the keys may be going at this moment.
      if (day >= today) for (const unit of without) await this.#withoutKey(unit, ledger);
    }
    for (const ids of batchesOf([...wrapped])) {
      await this.#withoutRowOf(day, ids, ledger);
      await ledger.looked('keys', 0);
    }
  }

  /** The key is asked for before the row: a unit that has moved since has its key on the day that its row has then. */
  async #withoutKey({ id, kind, dueOn }: CustodyUnit, ledger: RunLedger): Promise<void> {
    if (await this.keyRing.isOn(id, dueOn)) return;
    const now = (await this.units.byIds([id])).get(id);
    if (now?.dueOn !== dueOn) return;
    await this.findings.record(ledger, { kind: 'key-missing', unitKind: kind, unitId: id, day: dueOn });
  }

  async #withoutRowOf(day: Day, ids: readonly string[], ledger: RunLedger): Promise<void> {
    const known = await this.units.byIds(ids);
    for (const id of ids) {
      const unit = known.get(id);
      if (!unit) await this.strays.orphan(id, day, ledger);
      else if (unit.dueOn !== day) await this.strays.strayWrapping(unit, day, ledger);
    }
  }
}

function batchesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => ids.slice(at * BATCH, (at + 1) * BATCH));
}
