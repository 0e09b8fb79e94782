import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';

/** So long somebody who is not linked is remembered. */
const SEEN_KEPT_MS = 7 * 86_400_000;

/** Removes sign-ins at the provider that nobody finished, and the notes of people whom nobody linked. */
@Injectable()
export class ForgetOpenIdLeftovers {
  readonly #logger = new Logger('identity');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't forget old sign-ins: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }

  async execute(): Promise<void> {
    const now = this.clock.now();
    await this.database.query(FORGET_UNFINISHED, [now]);
    await this.database.query(FORGET_SEEN, [new Date(now.getTime() - SEEN_KEPT_MS)]);
  }
}

const FORGET_UNFINISHED: Statement = {
  name: 'identity-openid-forget-unfinished',
  text: 'delete from openid_transaction where expires_at <= $1',
};

const FORGET_SEEN: Statement = {
  name: 'identity-openid-forget-seen',
  text: 'delete from external_identity_seen where seen_at <= $1',
};
