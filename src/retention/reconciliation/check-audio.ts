import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../../platform/config/index.js';
import { AudioHash } from './audio-hash.js';
import { CustodyUnits, type CustodyUnit } from './custody-units.js';
import { RecordFindings } from './record-findings.js';
import type { RunLedger } from './run-ledger.js';

/** Decrypts some audio whole, what was checked longest ago first, and compares it with the hash of what came in. */
@Injectable()
export class CheckAudio {
  constructor(
    private readonly config: Config,
    private readonly units: CustodyUnits,
    private readonly audio: AudioHash,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  async execute(ledger: RunLedger): Promise<void> {
    const today = helsinkiDay(this.clock.now());
    await this.units.forgetChecksOfTheGone();
    for (const unit of await this.units.longestUnchecked(today, this.config.reconciliationSample)) {
      await this.#check(unit, ledger);
      await ledger.looked('audio', 1);
    }
  }

  /** What lacks its blob or key is found by the comparisons; here it had its turn, so that it does not hold up the others. */
  async #check(unit: CustodyUnit, ledger: RunLedger): Promise<void> {
    const sound = await this.audio.isSound(unit);
    if (sound === false) {
      const { id, kind, dueOn } = unit;
      await this.findings.record(ledger, { kind: 'audio-damaged', unitKind: kind, unitId: id, day: dueOn });
    }
    await this.units.checked(unit.id, this.clock.now());
  }
}
