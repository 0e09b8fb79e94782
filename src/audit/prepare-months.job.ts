import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '../kernel/clock.js';
import { AuditTexts } from './audit-texts.js';

/** Has the custody units of this month's texts, and of tomorrow's, ready before somebody writes one. */
@Injectable()
export class PrepareMonths implements OnApplicationBootstrap {
  readonly #logger = new Logger(PrepareMonths.name);

  constructor(
    private readonly texts: AuditTexts,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  @Cron(CronExpression.EVERY_HOUR)
  async look(): Promise<void> {
    try {
      await this.texts.prepare(this.clock.now());
    } catch (error) {
      this.#logger.error(`couldn't prepare the month of texts: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
