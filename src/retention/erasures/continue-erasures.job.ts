import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ContinuationGuard } from '../../audit/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { Tombstones } from '../../recordings/index.js';
import { WatchClocks } from '../brake/watch-clocks.js';
import { DeleteBlobs } from '../purge/delete-blobs.js';
import { CarryOutErasure } from './carry-out-erasure.js';

/** Goes on with erasures that were interrupted, and forgets tombstones whose day is over. Any number of instances may run it. */
@Injectable()
export class ContinueErasures implements OnApplicationBootstrap {
  readonly #logger = new Logger(ContinueErasures.name);

  constructor(
    private readonly carryOut: CarryOutErasure,
    private readonly deleteBlobs: DeleteBlobs,
    private readonly tombstones: Tombstones,
    private readonly continuation: ContinuationGuard,
    private readonly clocks: WatchClocks,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  /** A failure is logged and tried again at the next look; what is erased is out of reach meanwhile. */
  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't go on with erasures (${failureNames(error)}); it is tried again at the next look`);
    }
  }

  /** A restored database is left alone until somebody has accepted it: its log may tell of more. */
  async execute(): Promise<void> {
    if (!(await this.continuation.look())) return;
    for (const id of await this.carryOut.underWay()) await this.carryOut.attemptKeys(id);
    await this.deleteBlobs.execute();
    if (!(await this.clocks.look())) await this.tombstones.forgetOver(); // by a clock that can be trusted alone
  }
}
