import { Injectable } from '@nestjs/common';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { AuditAction } from '../actions.js';
import { THE_SYSTEM } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { ImportLog } from './import-log.js';
import type { LoggedEvent } from './logged-event.js';
import { Replays } from './replays.js';
import { VerifiedCopy } from './verified-copy.js';

/** What an acceptance came to. */
export interface AcceptedRestore {
  /** Events that came back from the copy. */
  readonly imported: number;
  /** How many of them were brought about once more, by action. */
  readonly replayed: Readonly<Record<string, number>>;
  /** How many tell of what the backup cannot have, by action: to be looked into by people. */
  readonly notReplayed: Readonly<Record<string, number>>;
}

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
      const accepted = await this.#replay(em, events);
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

  async #replay(em: EntityManager, events: readonly LoggedEvent[]): Promise<AcceptedRestore> {
    const [replayed, notReplayed] = [new Map<string, number>(), new Map<string, number>()];
    for (const event of events) {
      if (event.outcome !== 'done') continue;
      const replay = this.replays.of(event.action);
      await replay?.(em, event);
      if (replay) count(replayed, event.action);
      else if (!LOOKS.has(event.action)) count(notReplayed, event.action);
    }
    return {
      imported: events.length,
      replayed: Object.fromEntries(replayed),
      notReplayed: Object.fromEntries(notReplayed),
    };
  }

  async #record(
    em: EntityManager,
    reason: string,
    facts: NonNullable<Parameters<AuditTrail['record']>[1]['facts']>,
  ): Promise<void> {
    await this.trail.record(em, { action: 'log.restore-accepted', actor: THE_SYSTEM, facts, texts: { reason } });
  }
}

/** Actions that changed nothing but the log. Whatever else is not replayed is told: a new action is not passed over. */
const LOOKS: ReadonlySet<string> = new Set<AuditAction>([
  'session.started',
  'external-identity.seen',
  'session.reuse-detected',
  'recordings.listed',
  'quarantined-items.listed',
  'quarantined-item.opened',
  'recordings.searched',
  'recording.opened',
  'field.revealed',
  'complaint-cases.listed',
  'retention.viewed',
  'training-copies.listed',
  'training-copy.viewed',
  'erasures.listed',
  'erasure.viewed',
  'reconciliation.completed',
  'reconciliation.incident-found',
  'reconciliation.orphan-removed',
  'backup.taken',
  'recording.exported',
  'emptiness.proved',
  'hold.viewed',
  'weekly-sample.viewed',
  'weekly-samples.listed',
  'call-notes.listed',
  'holds.listed',
  'audit.listed',
  'audit.event-viewed',
  'audit.event-proved',
  'audit.exported',
  'audit.question-asked',
  'audit.counted',
  'accesses.viewed',
  'log.followed',
  'log.verified',
  'log.pruned',
  'log-stream.begun',
  'log-stream.moved',
  'log.restore-accepted',
  'review-round.viewed',
  'findings.listed',
  'incidents.listed',
  'incident.viewed',
  'incident.affected-viewed',
  'incident.person-revealed',
  'incident.exported',
  'access-report.viewed',
]);

function count(counts: Map<string, number>, action: string): void {
  counts.set(action, (counts.get(action) ?? 0) + 1);
}
