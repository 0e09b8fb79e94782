import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { finalOn, KeysBackupWindow } from '../../platform/crypto/key-backup/keys-backup-window.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { lastDayOfKey, type Ended } from './final-on.js';

/** Says from when on nothing that exists anywhere could open a unit (ADR 0013). */
@Injectable()
export class Finality {
  constructor(
    private readonly keyRing: KeyRing,
    private readonly window: KeysBackupWindow,
    private readonly clock: Clock,
  ) {}

  /** The final day of each of `units`, in their order; null while the key ring may hold traces of its key. */
  async of(units: readonly Ended[]): Promise<(Day | null)[]> {
    const today = helsinkiDay(this.clock.now());
    const gone = await this.#withoutTraces(new Set(units.map(({ tracesOn }) => tracesOn)));
    return units.map(unit => finalOn(this.window.finalOn(lastDayOfKey(unit)), gone.has(unit.tracesOn) ? today : null));
  }

  /** The final day of a unit unless the key ring keeps traces of its key for longer: what a letter may announce. */
  expectedOn(unit: Ended): Day {
    return this.window.finalOn(lastDayOfKey(unit));
  }

  async #withoutTraces(days: ReadonlySet<Day>): Promise<ReadonlySet<Day>> {
    const gone = new Set<Day>();
    for (const day of days) if (await this.keyRing.tracesAreGone(day)) gone.add(day);
    return gone;
  }
}
