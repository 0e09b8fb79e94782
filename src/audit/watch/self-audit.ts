import { Injectable } from '@nestjs/common';
import { Alarms } from './alarms.js';
import { CheckHead } from './check-head.js';
import { CheckNextTile } from './check-next-tile.js';
import { CheckOwnEvents, type OwnEventsFindings } from './check-own-events.js';
import { LogGate } from './log-gate.js';

/** An instance looks after the log that it writes to (design §4): absent or different is an alarm, late only waits. */
@Injectable()
export class SelfAudit {
  constructor(
    private readonly ownEvents: CheckOwnEvents,
    private readonly head: CheckHead,
    private readonly nextTile: CheckNextTile,
    private readonly alarms: Alarms,
    private readonly gate: LogGate,
  ) {}

  /** One look; playback opens or closes by what it finds. */
  async execute(): Promise<void> {
    const { found, late } = await this.#ownEvents();
    if (late) this.gate.close('late');
    else this.gate.open('late');
    // What was found here is not found a second time: it is handed on before anything else is asked that may fail.
    await this.alarms.raise(...found);
    await this.alarms.raise(...(await this.head.execute()));
    await this.alarms.raise(...(await this.nextTile.execute()));
    await this.alarms.settle();
  }

  /** Where nobody can tell what became of the events, they count as late. */
  async #ownEvents(): Promise<OwnEventsFindings> {
    try {
      return await this.ownEvents.execute();
    } catch (error) {
      this.gate.close('late');
      throw error;
    }
  }
}
