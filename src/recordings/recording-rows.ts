import type { Purpose } from '../access/index.js';
import type { Column } from '../access/index.js';
import { NOBODY } from '../kernel/ids.js';
import type { PartyCategory } from './party.entity.js';
import type { Direction } from './recording.entity.js';
import { MASK, type RecordingItem } from './recordings.schemas.js';

/** Where the facts that rules use live in `recording`. */
export const RECORDING_COLUMNS: Readonly<Record<string, Column>> = {
  queue: { sql: 'queue', type: 'text' },
  unit: { sql: 'unit', type: 'text' },
  agentId: { sql: 'agent_id', type: 'uuid' },
  ordinaryDueOn: { sql: 'ordinary_due_on', type: 'date' },
  dueOn: { sql: 'due_on', type: 'date' },
  holdPurposes: { sql: 'hold_purposes', type: 'text', array: true },
  heldThroughOn: { sql: 'held_through_on', type: 'date' },
  restricted: { sql: 'restricted', type: 'boolean' },
  exceptedThroughOn: { sql: 'excepted_through_on', type: 'date' },
  blockedPurposes: { sql: 'blocked_purposes', type: 'text', array: true },
};

/** The columns of a list row, from `recording r`, `contact c` and the caller `p`: which fields there are, not the fields. */
export const ITEM_COLUMNS = `
  r.id, r.contact_id, r.source, r.direction, r.started_at, r.answered_at, r.ended_at, r.duration_ms, r.queue, r.unit,
  r.agent_id, r.agent_name, r.ordinary_due_on, r.due_on, r.restricted, r.hold_purposes, c.ticket,
  r.held_through_on, r.notice_evidence,
  exists (select from party_correction k where k.contact_id = r.contact_id) as corrected,
  exists (select from supplementary_statement s where s.recording_id = r.id) as stated,
  p.id as party_id, p.category, p.sealed_name is not null as has_name, p.sealed_phone is not null as has_phone,
  p.sealed_email is not null as has_email, p.sealed_organisation is not null as has_organisation,
  p.sealed_personal_identity_code is not null as has_code`;

export interface RecordingRow {
  readonly id: string;
  readonly contact_id: string;
  readonly source: string;
  readonly direction: Direction;
  readonly started_at: Date;
  readonly answered_at: Date | null;
  readonly ended_at: Date;
  readonly duration_ms: number;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly agent_name: string;
  readonly ordinary_due_on: string;
  readonly due_on: string;
  readonly restricted: boolean;
  readonly hold_purposes: readonly Purpose[];
  readonly ticket: string;
  readonly held_through_on: string;
  readonly notice_evidence: RecordingItem['noticeEvidence'];
  readonly corrected: boolean;
  readonly stated: boolean;
  readonly party_id: string | null;
  readonly category: PartyCategory;
  readonly has_name: boolean;
  readonly has_phone: boolean;
  readonly has_email: boolean;
  readonly has_organisation: boolean;
  readonly has_code: boolean;
}

/** A row as lists show it: every personal field masked. */
export function itemOf(row: RecordingRow): RecordingItem {
  return {
    id: row.id,
    contactId: row.contact_id,
    source: row.source,
    direction: row.direction,
    startedAt: row.started_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
    endedAt: row.ended_at.toISOString(),
    durationMs: row.duration_ms,
    queue: row.queue,
    unit: row.unit,
    agent: agentOf(row),
    ticket: row.ticket === '' ? null : row.ticket,
    ordinaryDueOn: row.ordinary_due_on,
    dueOn: row.due_on,
    restricted: row.restricted,
    holdPurposes: [...row.hold_purposes],
    heldThroughOn: row.hold_purposes.length > 0 ? row.held_through_on : null,
    noticeEvidence: row.notice_evidence,
    corrected: row.corrected,
    stated: row.stated,
    caller: row.party_id === null ? null : callerOf(row, row.party_id),
  };
}

/** Who took a call, as answers show it. */
export function agentOf({
  agent_id,
  agent_name,
}: Pick<RecordingRow, 'agent_id' | 'agent_name'>): RecordingItem['agent'] {
  const mapped = agent_id !== NOBODY;
  return { id: mapped ? agent_id : null, name: agent_name, mapped };
}

function callerOf(row: RecordingRow, id: string): RecordingItem['caller'] {
  return {
    id,
    kind: 'caller',
    category: row.category,
    name: mask(row.has_name),
    phone: mask(row.has_phone),
    email: mask(row.has_email),
    organisation: mask(row.has_organisation),
    personalIdentityCode: mask(row.has_code),
  };
}

/** The mask where there is a value, null where there is none. */
export function mask(there: boolean): string | null {
  return there ? MASK : null;
}
