import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { OutsideLog } from '../copy/outside-log.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';

/**
 * The log's own retention: events leave in whole tiles from the beginning when they are older than the owner's number of
 * months, texts leave with their month. Leaves stay, so every proof of what remains stays valid (design §4).
 */
@Injectable()
export class PruneLog {
  constructor(
    private readonly database: Database,
    private readonly outside: OutsideLog,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Any number of instances may call it: the owner's functions lock what they take. */
  async execute(): Promise<void> {
    const [pruned] = await this.database.query<{ pruned_from: number; pruned_to: number }>(PRUNE, [], LONG);
    // A crash here leaves bundles in the copy that the database no longer has; the next call takes them away too.
    const [from, to] = [pruned?.pruned_from ?? 0, pruned?.pruned_to ?? 0];
    await this.outside.forgetEntries(to);
    const [texts] = await this.database.query<{ forgotten: number }>(FORGET, [helsinkiDay(this.clock.now())], LONG);
    const forgotten = texts?.forgotten ?? 0;
    if (to === from && forgotten === 0) return;
    await this.trail.recordAlone({ action: 'log.pruned', actor: THE_SYSTEM, facts: { from, to, texts: forgotten } });
  }
}

/** The first time after some years there may be a month and more to take away. */
const LONG = { timeoutMs: 3_600_000 };

const PRUNE: Statement = { name: 'log-prune', text: 'select pruned_from, pruned_to from prune_audit_log()' };

const FORGET: Statement = { name: 'log-forget-texts', text: 'select forget_audit_texts($1) as forgotten' };
