import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { failureNames } from '../../kernel/failure-names.js';
import { WatchClocks } from '../brake/watch-clocks.js';
import { EndHolds } from './end-holds.js';

/** Looks each minute for holds that are over; by a clock that cannot be trusted none is. */
@Injectable()
export class EndHoldsJob {
  readonly #logger = new Logger('holds');

  constructor(
    private readonly clocks: WatchClocks,
    private readonly endHolds: EndHolds,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't end holds: ${failureNames(error)}`);
    }
  }

  /** @throws AggregateError as {@link EndHolds.execute} does */
  async execute(): Promise<void> {
    if (await this.clocks.look()) return;
    await this.endHolds.execute();
  }
}
