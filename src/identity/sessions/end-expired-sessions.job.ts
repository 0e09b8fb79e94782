import { LockMode } from '@mikro-orm/core';
import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { THE_SYSTEM } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { EndSessions } from './end-sessions.js';
import { Session } from './session.entity.js';

const BATCH = 100;

/** Writes down that sessions have ended that a limit has ended already. Any number of instances may run it at once. */
@Injectable()
export class EndExpiredSessions {
  readonly #logger = new Logger('identity');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
  ) {}

  @Cron(CronExpression.EVERY_5_MINUTES, { waitForCompletion: true })
  async onSchedule(): Promise<void> {
    try {
      await this.execute();
    } catch (error) {
      this.#logger.error(`couldn't end expired sessions: ${error instanceof Error ? error.name : 'unknown error'}`);
    }
  }

  /** Ends every session that has expired; returns how many. A crash leaves the batches before it done. */
  async execute(): Promise<number> {
    let ended = 0;
    for (;;) {
      const batch = await this.database.transaction(em => this.#endBatch(em));
      ended += batch;
      if (batch < BATCH) return ended;
    }
  }

  async #endBatch(em: EntityManager): Promise<number> {
    const now = this.clock.now();
    const expired = { endedAt: null, $or: [{ idleExpiresAt: { $lte: now } }, { absoluteExpiresAt: { $lte: now } }] };
    const claim = { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, limit: BATCH, orderBy: { id: 'asc' } } as const;
    const sessions = await em.find(Session, expired, claim);
    for (const session of sessions) {
      const because = session.absoluteExpiresAt <= session.idleExpiresAt ? 'too-old' : 'idle';
      await this.endSessions.end(em, session, because, THE_SYSTEM);
    }
    return sessions.length;
  }
}
