import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { NAME_POLICY } from './throttle-policy.js';

const DAY_MS = 86_400_000;
/** How long the row of a session that has ended is kept; its events stay in the log. */
const ENDED_SESSIONS_KEPT_MS = 30 * DAY_MS;

/** Removes what sign-ins leave behind: counts of failures that no longer count, sessions long ended, challenges that nobody answered. */
@Injectable()
export class ForgetOldSignIns {
  readonly #logger = new Logger('identity');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_HOUR, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't forget old sign-ins: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }

  async execute(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    await this.database.query(FORGET_FAILURES, [new Date(nowMs - NAME_POLICY.forgottenAfterMs)]);
    await this.database.query(FORGET_CHALLENGES, [new Date(nowMs)]);
    await this.database.query(FORGET_SESSIONS, [new Date(nowMs - ENDED_SESSIONS_KEPT_MS)]);
  }
}

const FORGET_FAILURES: Statement = {
  name: 'identity-forget-failures',
  text: 'delete from sign_in_throttle where last_failed_at <= $1',
};

const FORGET_CHALLENGES: Statement = {
  name: 'identity-forget-challenges',
  text: 'delete from second_factor_challenge where expires_at <= $1',
};

const FORGET_SESSIONS: Statement = {
  name: 'identity-forget-sessions',
  text: 'delete from session where ended_at <= $1',
};
