import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ContinuationGuard } from '../../audit/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { CertifyDestroyedItems } from './certify-destroyed-items.js';

/** Writes certificates of items that people have destroyed, once a minute. Any number of instances may run it. */
@Injectable()
export class CertifyDestroyedItemsJob implements OnApplicationBootstrap {
  readonly #logger = new Logger(CertifyDestroyedItemsJob.name);

  constructor(
    private readonly certify: CertifyDestroyedItems,
    private readonly continuation: ContinuationGuard,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  /** A failure is logged and tried again at the next look; what is destroyed is out of reach meanwhile. */
  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      // A restored database is left alone until somebody has accepted it: its log may tell of more.
      if (await this.continuation.look()) await this.certify.execute();
    } catch (error) {
      this.#logger.error(
        `couldn't certify what was destroyed (${failureNames(error)}); it is tried again at the next look`,
      );
    }
  }
}
