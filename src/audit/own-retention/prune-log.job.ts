import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { PruneLog } from './prune-log.js';

/** Looks each night whether events or texts of the log have been kept to their end. */
@Injectable()
export class PruneLogJob {
  readonly #logger = new Logger(PruneLogJob.name);

  constructor(private readonly pruneLog: PruneLog) {}

  @Cron('0 15 3 * * *', { timeZone: 'Europe/Helsinki', waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.pruneLog.execute();
    } catch (error) {
      this.#logger.error(`couldn't prune the log: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
