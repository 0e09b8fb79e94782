import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DomainError } from '../../kernel/errors.js';
import { CountArrivals } from './count-arrivals.js';
import { FindMissing } from './find-missing.js';
import { ForgetArrivals } from './forget-arrivals.js';
import { RaiseAlarms } from './raise-alarms.js';
import { TakeStock } from './take-stock.js';

/** Looks each minute whether everything has come that should have. Any number of instances may. */
@Injectable()
export class WatchArrivals {
  readonly #logger = new Logger(WatchArrivals.name);

  constructor(
    private readonly takeStock: TakeStock,
    private readonly findMissing: FindMissing,
    private readonly raiseAlarms: RaiseAlarms,
    private readonly forget: ForgetArrivals,
    private readonly counts: CountArrivals,
  ) {}

  @Cron(CronExpression.EVERY_MINUTE, { waitForCompletion: true })
  async look(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't look after what arrives: ${nameOf(error)}; it is tried at the next look`);
    }
  }

  /**
   * Each step sees what the one before has found; a crash leaves the rest for the next look. One that fails takes none of the others with it:
   * what is the matter with one source's numbers must not keep silence about all.
   * @throws AggregateError of what failed
   */
  async execute(): Promise<void> {
    const failures: unknown[] = [];
    const { takeStock, findMissing, raiseAlarms, forget } = this;
    const steps = [takeStock, findMissing, raiseAlarms, forget].map(step => () => step.execute());
    for (const step of [...steps, () => this.counts.fold()]) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, "couldn't take all steps");
  }
}

/** Messages may carry values. */
function nameOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(nameOf).join(', ');
  if (error instanceof DomainError) return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}
