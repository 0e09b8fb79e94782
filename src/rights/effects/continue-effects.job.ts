import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ContinuationGuard } from '../../audit/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { NightlyEffects } from './nightly-effects.js';
import { StartErasures } from './start-erasures.js';
import { StartRestrictions } from './start-restrictions.js';
import { TakeUpEffects } from './take-up-effects.js';

/** What the rights of people bring about by itself, and what a crash has left undone. Any number of instances may run it. */
@Injectable()
export class ContinueEffects {
  readonly #logger = new Logger(ContinueEffects.name);

  constructor(
    private readonly continuation: ContinuationGuard,
    private readonly takeUp: TakeUpEffects,
    private readonly restrictions: StartRestrictions,
    private readonly erasures: StartErasures,
    private readonly nightly: NightlyEffects,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async everyMinute(): Promise<void> {
    await this.#look(async () => {
      await this.takeUp.execute();
      await this.restrictions.execute();
      await this.erasures.execute();
    });
  }

  /** Before the purge of the night and after the holds that ended with the day. */
  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async everyTenMinutes(): Promise<void> {
    await this.#look(() => this.nightly.execute());
  }

  /** A restored database is left alone until somebody has accepted it. A failure is logged, and tried again at the next look. */
  async #look(work: () => Promise<void>): Promise<void> {
    try {
      if (await this.continuation.look()) await work();
    } catch (error) {
      const names = failureNames(error);
      this.#logger.error(`couldn't go on with what rights bring about (${names}); it is tried again at the next look`);
    }
  }
}
