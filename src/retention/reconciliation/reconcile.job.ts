import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { helsinkiDay, helsinkiHour } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { Reconcile } from './reconcile.js';

const FROM_HOUR = 2;

/** Reconciles each night at 02:15 Helsinki; a server that slept, or whose run was given up, makes up for it within the hour. */
@Injectable()
export class ReconcileJob {
  readonly #logger = new Logger(ReconcileJob.name);

  constructor(
    private readonly reconcile: Reconcile,
    private readonly clock: Clock,
  ) {}

  @Cron('0 15 * * * *', { waitForCompletion: true })
  async look(): Promise<void> {
    const now = this.clock.now();
    if (helsinkiHour(now) < FROM_HOUR) return;
    try {
      await this.reconcile.execute(helsinkiDay(now));
    } catch (error) {
      this.#logger.error(`couldn't reconcile: ${error instanceof DomainError ? error.code : nameOf(error)}`);
    }
  }
}

/** Messages may carry paths and values. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
