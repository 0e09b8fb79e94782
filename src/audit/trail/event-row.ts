import { POLICY_VERSION } from '../../kernel/policy-version.js';
import { newId } from '../../kernel/ids.js';
import { leafOf, type CommittedText, type EventDraft } from '../event.js';

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

/** The names of the columns, as they stand in a statement. */
export const EVENT_NAMES = EVENT_COLUMNS.map(([name]) => name).join(', ');

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
  return { id, at, values: columnsOf({ ...draft, id, at }, bytes), leaf: bytes, committed };
}

/** What an event's searching columns are made of. */
export interface SearchedEvent {
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  readonly outcome?: string;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly recordingId?: string;
  readonly concernsStaffId?: string;
  readonly purpose?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The row of an event, in the order of {@link EVENT_COLUMNS}. */
export function columnsOf(event: SearchedEvent, leaf: Buffer): readonly unknown[] {
  const { id, at, action, outcome = 'done', actor, recordingId = null, concernsStaffId = null, purpose = null } = event;
  const who = [actor.kind, actor.id, recordingId, concernsStaffId, purpose];
  return [id, at, action, outcome, ...who, ...callColumns(event), leaf];
}

/** What the event says of its call; other events use the same names for other things. */
function callColumns({ recordingId, facts }: SearchedEvent): (string | null)[] {
  if (recordingId === undefined || !facts) return [null, null, null, null];
  return [facts.contactId, facts.startedAt, facts.queue, facts.agentId].map(textOrNull);
}

function textOrNull(fact: unknown): string | null {
  return typeof fact === 'string' ? fact : null;
}
