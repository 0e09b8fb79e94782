import { Injectable } from '@nestjs/common';
import { Alarms } from './alarms.js';
import { CheckHead } from './check-head.js';
import { CheckNextTile } from './check-next-tile.js';
import { CheckOwnEvents } from './check-own-events.js';
import { LATE_MS } from './lateness.js';
import { LogGate } from './log-gate.js';

/** An instance looks after the log that it writes to (design §4): absent or different is an alarm, late only waits. */
@Injectable()
export class SelfAudit {
  /** When a look last came to its end. */
  #toldAt = performance.now();

  constructor(
    private readonly ownEvents: CheckOwnEvents,
    private readonly head: CheckHead,
    private readonly nextTile: CheckNextTile,
    private readonly alarms: Alarms,
    private readonly gate: LogGate,
  ) {}

  /**
   * One look; playback opens or closes by what it finds. Where nobody could tell for as long as events may wait how the log stands, they
   * count as late.
   */
  async execute(): Promise<void> {
    try {
      if (!(await this.#isLate())) this.gate.open('late');
      this.#toldAt = performance.now();
    } catch (error) {
      if (performance.now() - this.#toldAt > LATE_MS) this.gate.close('late');
      throw error;
    }
  }

  async #isLate(): Promise<boolean> {
    const { found, late } = await this.ownEvents.execute();
    if (late) this.gate.close('late');
    // What was found here is not found a second time: it is handed on before anything else is asked that may fail.
    await this.alarms.raise(...found);
    await this.alarms.raise(...(await this.head.execute()));
    await this.alarms.raise(...(await this.nextTile.execute()));
    await this.alarms.settle();
    return late;
  }
}
