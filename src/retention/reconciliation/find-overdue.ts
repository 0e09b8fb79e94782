import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { CustodyUnits } from './custody-units.js';
import { RecordFindings } from './record-findings.js';
import type { RunLedger } from './run-ledger.js';

/** The purge looks each minute; what it has not taken an hour after midnight is held up by something. */
const PURGE_TAKES_MS = 3_600_000;

/** Finds what is over and still there: an incident, whatever the reason. */
@Injectable()
export class FindOverdue {
  constructor(
    private readonly units: CustodyUnits,
    private readonly findings: RecordFindings,
    private readonly clock: Clock,
  ) {}

  /** One finding for each day and kind; the number of rows is in the run's counts. By a clock that can be trusted alone. */
  async execute(ledger: RunLedger): Promise<void> {
    if (await ledger.trustsClock()) await this.#find(ledger);
    await ledger.looked('over', 0);
  }

  async #find(ledger: RunLedger): Promise<void> {
    const first = helsinkiDay(new Date(this.clock.now().getTime() - PURGE_TAKES_MS));
    for (const { day, kind, count } of await this.units.over(first)) {
      ledger.count('past-due-rows', count);
      await this.findings.record(ledger, { kind: 'past-due', unitKind: kind, unitId: null, day });
    }
  }
}
