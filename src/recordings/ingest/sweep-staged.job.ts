import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { BlobStore } from '../../platform/blobs/blob-store.js';

/** No upload takes a day: what has been staged for longer is what a crash has left, and no key of it exists any more. */
const ABANDONED_MS = 24 * 3_600_000;

/** Removes what deliveries that were cut off by a crash have left in the store under no name. */
@Injectable()
export class SweepStaged implements OnApplicationBootstrap {
  readonly #logger = new Logger(SweepStaged.name);

  constructor(private readonly blobs: BlobStore) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sweep();
  }

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async sweep(): Promise<void> {
    const swept = await this.blobs.sweepStaged(ABANDONED_MS);
    if (swept > 0) this.#logger.warn(`removed ${swept} uploads that a crash had cut off`);
  }
}
