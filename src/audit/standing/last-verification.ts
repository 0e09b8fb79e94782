import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { AuditAlarm } from '../watch/audit-alarm.entity.js';
import { AuditVerification } from '../watch/audit-verification.entity.js';

/** What the newest verification of the whole log came to. */
export interface VerifiedLast {
  readonly finishedAt: Date;
  /** `failed`: it could not be read to its end. */
  readonly outcome: 'verified' | 'finding' | 'failed';
  /** Leaves that were recomputed; null where it failed. */
  readonly size: number | null;
}

@Injectable()
export class LastVerification {
  constructor(private readonly database: Database) {}

  /** Null where none has ever come to its end. */
  async find(): Promise<VerifiedLast | null> {
    const order = { orderBy: { night: 'desc' }, limit: 1 } as const;
    const [row] = await this.database.entities().find(AuditVerification, { finishedAt: { $ne: null } }, order);
    if (!row?.finishedAt || !row.outcome) return null;
    return { finishedAt: row.finishedAt, outcome: row.outcome, size: row.size ?? null };
  }

  /** Alarms about the log that nobody has cleared. */
  async latchedAlarms(): Promise<number> {
    return this.database.entities().count(AuditAlarm, { clearedAt: null });
  }
}
