import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { LogGate } from '../watch/log-gate.js';
import { CheckContinuation } from './check-continuation.js';

/** At start, and until it agrees, nothing is played and nothing integrated unless the log continues its copy. */
@Injectable()
export class ContinuationGuard implements OnApplicationBootstrap {
  readonly #logger = new Logger(ContinuationGuard.name);

  constructor(
    private readonly check: CheckContinuation,
    private readonly gate: LogGate,
  ) {
    this.gate.close('not-continued');
  }

  /** The server starts all the same: people must see what is wrong, and an operator can accept a restored backup. */
  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    for (const sentence of this.gate.sentences()) this.#logger.warn(sentence);
  }

  /** Opens or closes playback by how the log stands to its copy. Returns whether it continues it. */
  async look(): Promise<boolean> {
    const found = await this.check.execute();
    for (const because of ['not-continued', 'copy-missing'] as const) {
      if (found === because) this.gate.close(because);
      else this.gate.open(because);
    }
    return found === 'continued';
  }
}
