import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { failureNames } from '../../../kernel/failure-names.js';
import { OneByOne } from '../../../kernel/one-by-one.js';
import { Uploads } from './uploads.js';

/** Lets uploads go whose time is over. Any number of instances may. */
@Injectable()
export class ExpireUploads {
  readonly #logger = new Logger(ExpireUploads.name);

  constructor(private readonly uploads: Uploads) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.#logger.error(`couldn't let every upload go: ${failureNames(error)}; it is tried again at the next look`);
    }
  }

  /**
   * A crash leaves those that come after it for the next look.
   * @throws AggregateError of those that could not be let go; one does not hold up the others
   */
  async sweep(): Promise<void> {
    const each = new OneByOne();
    for (const id of await this.uploads.over()) await each.try(() => this.uploads.expire(id));
    each.assertAllDone();
  }
}
