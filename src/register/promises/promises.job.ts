import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { THE_SYSTEM } from '../../audit/index.js';
import { helsinkiDay, helsinkiHour } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { CheckPromises } from './check-promises.js';

/** After reconciliation and verification, whose results it reads. */
const FROM_HOUR = 4;

/** Checks the promises each night after 04:00 Helsinki; a server that slept makes up for it within the hour. */
@Injectable()
export class PromisesJob {
  readonly #logger = new Logger(PromisesJob.name);

  constructor(
    private readonly checkPromises: CheckPromises,
    private readonly clock: Clock,
  ) {}

  @Cron('0 50 * * * *', { waitForCompletion: true })
  async look(): Promise<void> {
    const now = this.clock.now();
    if (helsinkiHour(now) < FROM_HOUR) return;
    try {
      await this.checkPromises.execute(THE_SYSTEM, helsinkiDay(now));
    } catch (error) {
      this.#logger.error(`couldn't check the promises: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
