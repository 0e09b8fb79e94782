import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { LimitHits } from './limit-hits.js';

/** Says in one line a minute which limits were reached: a flood must not become one of the server's log. */
@Injectable()
export class TellLimitHitsJob {
  readonly #logger = new Logger('limits');

  constructor(private readonly hits: LimitHits) {}

  @Cron(CronExpression.EVERY_MINUTE)
  tell(): void {
    const hits = this.hits.take();
    if (hits.size === 0) return;
    const counts = [...hits].map(([limit, count]) => `${limit} ${count}`);
    this.#logger.warn(`limits were reached in the last minute: ${counts.join(', ')}`);
  }
}
