import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { SendNotices } from './send-notices.js';

/** Says each ten seconds that messages are to be sent. */
@Injectable()
export class SendNoticesJob {
  readonly #logger = new Logger(SendNoticesJob.name);

  constructor(private readonly sendNotices: SendNotices) {}

  @Cron(CronExpression.EVERY_10_SECONDS, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.sendNotices.execute();
    } catch (error) {
      this.#logger.error(`couldn't send messages: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }
}
