import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { RemindOfCases } from './remind-of-cases.js';
import { RemindOfMailbox } from './remind-of-mailbox.js';

/** Looks each hour for what people are to be reminded of: once of each thing. Any number of instances may. */
@Injectable()
export class RemindJob {
  readonly #logger = new Logger(RemindJob.name);

  constructor(
    private readonly cases: RemindOfCases,
    private readonly mailbox: RemindOfMailbox,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't remind of requests: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }

  /** A crash between the two leaves the second for the next look. */
  async execute(): Promise<void> {
    await this.cases.execute();
    await this.mailbox.execute();
  }
}
