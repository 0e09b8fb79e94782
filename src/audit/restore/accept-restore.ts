import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { ImportLog } from './import-log.js';
import { replayEvents, type AcceptedRestore } from './replay-events.js';
import { Replays } from './replays.js';
import { VerifiedCopy } from './verified-copy.js';

/**
 * Somebody answers for going on from a restored backup (design §4): the log gets back what the backup lacks, and what it
 * tells of is brought about once more.
 */
@Injectable()
export class AcceptRestore {
  constructor(
    private readonly database: Database,
    private readonly copy: VerifiedCopy,
    private readonly importLog: ImportLog,
    private readonly replays: Replays,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * All of it in one transaction: a crash leaves the database as it was restored, and playback closed.
   * @throws DomainError `copy-damaged`, `copy-missing`, `log-branched`, `nothing-to-accept`
   */
  async execute(reason: string): Promise<AcceptedRestore> {
    const note = await this.copy.checkpoint();
    return this.database.transaction(async em => {
      const { first, events } = await this.importLog.execute(em, note);
      const accepted = await replayEvents(em, events, this.replays);
      await this.replays.finish(em);
      await this.#record(em, reason, { copy: 'continued', first, ...accepted });
      return accepted;
    });
  }

  /**
   * The copy is lost for good, and somebody answers for beginning a new one from the database as it is.
   * @throws DomainError `copy-present`
   */
  async beginCopyAnew(reason: string): Promise<void> {
    await this.copy.assertMissing();
    await this.database.transaction(async em => {
      await em.execute(`update audit_copy set size = 0 where place = 'outside'`);
      await this.#record(em, reason, { copy: 'begun-anew' });
    });
  }

  async #record(
    em: EntityManager,
    reason: string,
    facts: NonNullable<Parameters<AuditTrail['record']>[1]['facts']>,
  ): Promise<void> {
    await this.trail.record(em, { action: 'log.restore-accepted', actor: THE_SYSTEM, facts, texts: { reason } });
  }
}
