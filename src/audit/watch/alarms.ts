import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Found } from './found.js';
import { LatchedAlarms } from './latched-alarms.js';
import { LogGate } from './log-gate.js';
import { ReinstateAlarms } from './reinstate-alarms.js';
import { WriteAlarm } from './write-alarm.js';

/** Raises alarms and keeps playback closed while one is latched, also when its row is taken away. */
@Injectable()
export class Alarms implements OnApplicationBootstrap {
  readonly #unwritten = new Set<Found>();
  readonly #latched = new Set<string>();
  #reinstated = false;

  constructor(
    private readonly writeAlarm: WriteAlarm,
    private readonly alarms: LatchedAlarms,
    private readonly reinstateAlarms: ReinstateAlarms,
    private readonly gate: LogGate,
  ) {}

  /** Before anything is served: what was latched when the last instance ended is latched. */
  onApplicationBootstrap(): Promise<void> {
    return this.settle();
  }

  /** Closes playback here at once; the other instances follow when they {@link settle}. */
  async raise(...found: readonly Found[]): Promise<void> {
    if (found.length === 0) return;
    this.gate.close('alarm');
    for (const one of found) this.#unwritten.add(one);
    // A crash here leaves no alarm; what caused it is found again by the rolling check or the nightly verification.
    await this.settle();
  }

  /** Writes what has not been written yet, and opens or closes playback by what is latched in the database. */
  async settle(): Promise<void> {
    for (const found of this.#unwritten) {
      await this.writeAlarm.execute(found);
      this.#unwritten.delete(found);
    }
    if (!this.#reinstated) await this.reinstateAlarms.execute();
    // From here on this instance remembers what is latched.
    this.#reinstated = true;
    const { latched, cleared } = await this.alarms.read();
    for (const id of this.#latched) if (cleared.has(id)) this.#latched.delete(id);
    for (const id of latched) this.#latched.add(id);
    if (this.#latched.size + this.#unwritten.size > 0) this.gate.close('alarm');
    else this.gate.open('alarm');
  }
}
