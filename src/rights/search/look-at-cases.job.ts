import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { ContinuationGuard } from '../../audit/index.js';
import { failureNames } from '../../kernel/failure-names.js';
import { LookAtCases } from './look-at-cases.js';

/** Looks each minute for cases that nobody has searched or whose holds are not what they should be. Any number of instances may run it. */
@Injectable()
export class LookAtCasesJob {
  readonly #logger = new Logger('rights');

  constructor(
    private readonly lookAtCases: LookAtCases,
    private readonly continuation: ContinuationGuard,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  onSchedule(): Promise<void> {
    return this.#look(() => this.lookAtCases.execute());
  }

  @Cron('0 25 3 * * *', { waitForCompletion: true, timeZone: 'Europe/Helsinki' })
  atNight(): Promise<void> {
    return this.#look(() => this.lookAtCases.goOn());
  }

  /** A restored database is left alone until somebody has accepted it: its log may tell of more. */
  async #look(work: () => Promise<void>): Promise<void> {
    try {
      if (await this.continuation.look()) await work();
    } catch (error) {
      this.#logger.error(`couldn't look at cases (${failureNames(error)}); it is tried again`);
    }
  }
}
