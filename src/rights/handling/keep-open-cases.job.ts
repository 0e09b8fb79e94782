import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { helsinkiHour } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { KeepOpenCases } from './keep-open-cases.js';

const FROM_HOUR = 2;

/** Looks from 02:30 Helsinki on, each hour of the day, so that a server that slept makes up for it. Any number of instances may. */
@Injectable()
export class KeepOpenCasesJob {
  readonly #logger = new Logger(KeepOpenCasesJob.name);

  constructor(
    private readonly keepOpen: KeepOpenCases,
    private readonly clock: Clock,
  ) {}

  @Cron('0 30 * * * *', { waitForCompletion: true })
  async look(): Promise<void> {
    if (helsinkiHour(this.clock.now()) < FROM_HOUR) return;
    try {
      await this.keepOpen.execute();
    } catch (error) {
      this.#logger.error(`couldn't keep open cases: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }
}
