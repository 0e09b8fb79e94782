import { subject } from '@casl/ability';
import type { Column, Purpose } from '../../access/index.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { openField, sealField } from '../../platform/crypto/field-cipher.js';

/** Where the facts that rules use live in {@link NOTES}. */
export const NOTE_COLUMNS: Readonly<Record<string, Column>> = {
  agentId: { sql: 'agent_id', type: 'uuid' },
  writtenBy: { sql: 'written_by', type: 'uuid' },
  ordinaryDueOn: { sql: 'ordinary_due_on', type: 'date' },
  dueOn: { sql: 'due_on', type: 'date' },
  restricted: { sql: 'restricted', type: 'boolean' },
  blockedPurposes: { sql: 'blocked_purposes', type: 'text', array: true },
};

/** Notes with what the rules and the lists need of their calls. */
export const NOTES = `
  select n.id, n.recording_id, n.written_by, n.written_at, n.amended_at, n.read_at, n.sealed_text,
    r.contact_id, r.started_at, r.queue, r.unit, r.agent_id, r.ordinary_due_on, r.due_on, r.restricted, r.blocked_purposes
  from call_note n join recording r on r.id = n.recording_id`;

export interface NoteRow {
  readonly id: string;
  readonly recording_id: string;
  readonly written_by: string;
  readonly written_at: Date;
  readonly amended_at: Date | null;
  readonly read_at: Date | null;
  readonly sealed_text: Uint8Array;
  readonly contact_id: string;
  readonly started_at: Date;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly ordinary_due_on: string;
  readonly due_on: string;
  readonly restricted: boolean;
  readonly blocked_purposes: readonly Purpose[];
}

/** An object of the rules made of a note. */
export function noteSubject(row: NoteRow) {
  const days = { ordinaryDueOn: row.ordinary_due_on, dueOn: row.due_on };
  const people = { agentId: row.agent_id, writtenBy: row.written_by };
  return subject('CallNote', {
    ...people,
    ...days,
    restricted: row.restricted,
    blockedPurposes: row.blocked_purposes,
  });
}

interface NoteId {
  readonly id: string;
  readonly recordingId: string;
}

/** Seals a note under the recording's key; it cannot be moved to another call. */
export function sealNote(key: DataKey, note: NoteId, text: string): Buffer {
  return sealField(key, contextOf(note), text);
}

/** @throws DecryptionFailed */
export function openNote(key: DataKey, note: NoteId, sealed: Uint8Array): string {
  return openField(key, contextOf(note), Buffer.from(sealed));
}

function contextOf({ id, recordingId }: NoteId): string {
  return `recording/${recordingId}/note/${id}`;
}
