import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Reached } from '../../platform/work/index.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { queryOn } from '../verify/copy-out.js';
import type { Verification } from '../verify/verification.js';
import { verifyDatabase } from '../verify/verify-database.js';
import { Alarms } from './alarms.js';
import { verdictOf } from './verdict.js';
import { VerificationReference } from './verification-reference.js';

/** A verification that has not ended after this has died with its instance; another one may begin. */
const GIVEN_UP_MS = 6 * 3_600_000;

/** Recomputes the whole log once a night, by code that shares nothing with its writer, and keeps what came of it. */
@Injectable()
export class VerifyLog {
  constructor(
    private readonly database: Database,
    private readonly reference: VerificationReference,
    private readonly trail: AuditTrail,
    private readonly alarms: Alarms,
    private readonly clock: Clock,
  ) {}

  /** Verifies unless this night has its verification already. Returns whether it did; one of several instances does. */
  async execute(reached: Reached = () => undefined): Promise<boolean> {
    const now = this.clock.now();
    const night = helsinkiDay(now);
    const [claimed] = await this.database.query<{ id: string }>(CLAIM, [
      newId(now),
      night,
      now,
      new Date(now.getTime() - GIVEN_UP_MS),
    ]);
    if (!claimed) return false;
    // A crash here leaves a night without an end; after some hours the next look takes it up.
    await this.#verify(claimed.id, night, reached);
    return true;
  }

  async #verify(id: string, night: Day, reached: Reached): Promise<void> {
    const { outcome, size, sentence, found, ...verdict } = verdictOf(await this.#recomputed(reached));
    await this.alarms.raise(...found);
    // A crash here leaves the alarm and a night without an end; after some hours the next look verifies again.
    await this.database.query(FINISH, [id, this.clock.now(), size, outcome, sentence]);
    await this.trail.recordAlone({
      action: 'log.verified',
      actor: THE_SYSTEM,
      outcome: outcome === 'verified' ? 'done' : 'failed',
      object: { kind: 'audit-verification', id },
      facts: { night, size, ...verdict },
    });
  }

  /** Null where the log could not be read to its end: that is no finding, and the night says so. */
  async #recomputed(reached: Reached): Promise<Verification | null> {
    try {
      const reference = await this.reference.read();
      return await this.database.snapshot(client =>
        verifyDatabase(queryOn(client), { ...reference, at: this.clock.now(), onProgress: reached }),
      );
    } catch {
      return null;
    }
  }
}

const CLAIM: Statement = {
  name: 'log-verification-claim',
  text: `
    insert into audit_verification (id, night, started_at) values ($1, $2, $3)
    on conflict (night) do update set started_at = excluded.started_at
      where audit_verification.finished_at is null and audit_verification.started_at < $4
    returning id`,
};

const FINISH: Statement = {
  name: 'log-verification-finish',
  text: 'update audit_verification set finished_at = $2, size = $3, outcome = $4, finding = $5 where id = $1',
};
