import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { helsinkiHour } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { LongWork } from '../../platform/work/index.js';
import { VerifyLog } from './verify-log.js';

/** Before it the night is young: backups and purges have the machine. */
const FROM_HOUR = 2;

/** Has the log verified each night after 02:00 Helsinki; a server that slept makes up for it within the hour. */
@Injectable()
export class NightlyVerification {
  readonly #logger = new Logger(NightlyVerification.name);

  constructor(
    private readonly verifyLog: VerifyLog,
    private readonly clock: Clock,
    private readonly longWork: LongWork,
  ) {}

  @Cron('0 30 * * * *', { waitForCompletion: true })
  async look(): Promise<void> {
    if (helsinkiHour(this.clock.now()) < FROM_HOUR) return;
    try {
      const work = { kind: 'log-verification', ownerId: null } as const;
      await this.longWork.run(work, reached => this.verifyLog.execute(reached));
    } catch (error) {
      this.#logger.error(`couldn't verify the log: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
