import { POLICY_VERSION } from '../../kernel/policy-version.js';
import { newId } from '../../kernel/ids.js';
import { leafOf, type CommittedText, type EventDraft, type Fact } from '../event.js';

/** Columns of `audit_event` with their types: copies of fields in the leaf, for searching, and the leaf itself. */
export const EVENT_COLUMNS = [
  ['id', 'uuid'],
  ['recorded_at', 'timestamptz'],
  ['action', 'text'],
  ['outcome', 'text'],
  ['actor_kind', 'text'],
  ['actor_id', 'uuid'],
  ['recording_id', 'uuid'],
  ['concerns_staff_id', 'uuid'],
  ['purpose', 'text'],
  ['contact_id', 'uuid'],
  ['call_started_at', 'timestamptz'],
  ['queue', 'text'],
  ['agent_id', 'uuid'],
  ['leaf', 'bytea'],
] as const;

/** An event that is ready to be inserted. */
export interface EventRow {
  readonly id: string;
  readonly at: Date;
  /** In the order of {@link EVENT_COLUMNS}. */
  readonly values: readonly unknown[];
  readonly leaf: Buffer;
  readonly committed: readonly CommittedText[];
}

/** The row of an event that is recorded `at`. @throws RangeError for a leaf that would be too large */
export function eventRow(draft: EventDraft, at: Date): EventRow {
  const id = newId(at);
  const { bytes, committed } = leafOf(id, at, POLICY_VERSION, draft);
  const { action, outcome = 'done', actor, recordingId = null, concernsStaffId = null, purpose = null } = draft;
  const who = [actor.kind, actor.id, recordingId, concernsStaffId, purpose];
  const values = [id, at, action, outcome, ...who, ...callColumns(draft), bytes];
  return { id, at, values, leaf: bytes, committed };
}

/** What the event says of its call; other events use the same names for other things. */
function callColumns({ recordingId, facts }: EventDraft): (string | null)[] {
  if (recordingId === undefined || !facts) return [null, null, null, null];
  return [facts.contactId, facts.startedAt, facts.queue, facts.agentId].map(textOrNull);
}

function textOrNull(fact: Fact | undefined): string | null {
  return typeof fact === 'string' ? fact : null;
}
