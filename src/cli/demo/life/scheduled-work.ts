import type { INestApplicationContext } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';

/**
 * What the server does by itself (ends sessions and playbacks, purges), on the moving clock: the machine's clock, which
 * knows nothing of the past, does not start it meanwhile.
 */
export class ScheduledWork {
  readonly #registry: SchedulerRegistry;

  constructor(app: INestApplicationContext) {
    this.#registry = app.get(SchedulerRegistry);
  }

  /** Settles when nothing of it runs any more. */
  async rest(): Promise<void> {
    for (const job of this.#jobs()) {
      job.waitForCompletion = true; // also for the run that is asked for here: the clock stands until it is over
      await job.stop();
    }
  }

  /** Does all of it once, one after the other. */
  async run(): Promise<void> {
    for (const job of this.#jobs()) await job.fireOnTick();
  }

  /** Leaves it to the machine's clock again. */
  goOn(): void {
    for (const job of this.#jobs()) job.start();
  }

  #jobs() {
    return this.#registry.getCronJobs().values();
  }
}
