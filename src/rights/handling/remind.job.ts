import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { failureNames } from '../../kernel/failure-names.js';
import { OneByOne } from '../../kernel/one-by-one.js';
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
      this.#logger.error(`couldn't remind of requests: ${failureNames(error)}`);
    }
  }

  /**
   * A crash between the two leaves the second for the next look.
   * @throws AggregateError of what could not be said; one of the two does not hold up the other
   */
  async execute(): Promise<void> {
    const each = new OneByOne();
    await each.try(() => this.cases.execute());
    await each.try(() => this.mailbox.execute());
    each.assertAllDone();
  }
}
