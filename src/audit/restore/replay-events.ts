import type { EntityManager } from '../../platform/database/index.js';
import type { AuditAction } from '../actions.js';
import type { LoggedEvent } from './logged-event.js';
import type { Replays } from './replays.js';

/** What an acceptance came to. */
export interface AcceptedRestore {
  /** Events that came back from the copy. */
  readonly imported: number;
  /** How many of them were brought about once more, by action. */
  readonly replayed: Readonly<Record<string, number>>;
  /** How many tell of what the backup cannot have, by action: to be looked into by people. */
  readonly notReplayed: Readonly<Record<string, number>>;
}

/** Brings about once more what `events` tell was done, in their order and in the transaction of the acceptance. */
export async function replayEvents(
  em: EntityManager,
  events: readonly LoggedEvent[],
  replays: Replays,
): Promise<AcceptedRestore> {
  const [replayed, notReplayed] = [new Map<string, number>(), new Map<string, number>()];
  for (const event of events) {
    if (event.outcome !== 'done') continue;
    const replay = replays.of(event.action);
    await replay?.(em, event);
    await replays.partOf(event.action)?.(em, event);
    if (replay) count(replayed, event.action);
    else if (!LOOKS.has(event.action)) count(notReplayed, event.action);
  }
  return {
    imported: events.length,
    replayed: Object.fromEntries(replayed),
    notReplayed: Object.fromEntries(notReplayed),
  };
}

/** Actions that changed nothing but the log. Whatever else is not replayed is told: a new action is not passed over. */
const LOOKS: ReadonlySet<string> = new Set<AuditAction>([
  'session.started',
  'external-identity.seen',
  'session.reuse-detected',
  'recordings.listed',
  'quarantined-items.listed',
  'quarantined-item.opened',
  'arrivals.viewed',
  'waveform.viewed',
  'playbacks.listed',
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
  'keys.backed-up',
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
  'log-keys.changed',
  'log-stream.begun',
  'log-stream.moved',
  'log.restore-accepted',
  'review-round.viewed',
  'findings.listed',
  'rights-requests.listed',
  'rights-request.opened',
  'rights-request.file-opened',
  'study.viewed',
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
