import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { helsinkiDay, helsinkiHour, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { failureNames } from '../../kernel/failure-names.js';
import { LongWork, type Reached } from '../../platform/work/index.js';
import { Reconcile } from './reconcile.js';

const FROM_HOUR = 2;

/** Reconciles each night at 02:15 Helsinki; a server that slept, or whose run was given up, makes up for it within the hour. */
@Injectable()
export class ReconcileJob {
  readonly #logger = new Logger(ReconcileJob.name);

  constructor(
    private readonly reconcile: Reconcile,
    private readonly clock: Clock,
    private readonly longWork: LongWork,
  ) {}

  @Cron('0 15 * * * *', { waitForCompletion: true })
  async look(): Promise<void> {
    const now = this.clock.now();
    if (helsinkiHour(now) < FROM_HOUR) return;
    try {
      const work = { kind: 'reconciliation', ownerId: null } as const;
      await this.longWork.run(work, reached => this.#reconcile(helsinkiDay(now), reached));
    } catch (error) {
      this.#logger.error(`couldn't reconcile: ${failureNames(error)}`);
    }
  }

  /** What was looked at in all steps so far; how much there is, nobody knows before. */
  #reconcile(night: Day, reached: Reached) {
    const looked = new Map<string, number>();
    return this.reconcile.execute(night, (step, done) => {
      looked.set(step, done);
      reached([...looked.values()].reduce((sum, count) => sum + count, 0));
    });
  }
}

/** Messages may carry paths and values. */
