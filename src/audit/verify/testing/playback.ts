import canonicalize from 'canonicalize';
import { sent, type SentValue } from './sent-form.js';

/** An event with every field that a searching column copies. Invented ids only. */
export const PLAYBACK = {
  v: 1,
  id: '0199a000-0000-7000-8000-00000000a001',
  at: '2026-11-24T07:00:00.123Z',
  action: 'playback.granted',
  outcome: 'done',
  actor: { kind: 'staff', id: '0199a000-0000-7000-8000-00000000b001', sessionId: null, address: '192.0.2.7' },
  recordingId: '0199a000-0000-7000-8000-00000000c001',
  concernsStaffId: '0199a000-0000-7000-8000-00000000b002',
  purpose: 'complaint',
  policy: 'p1',
  facts: {
    contactId: '0199a000-0000-7000-8000-00000000d001',
    startedAt: '2026-11-23T16:20:01.000Z',
    queue: 'billing',
    agentId: '0199a000-0000-7000-8000-00000000b003',
  },
} as const;

/** What the columns of {@link PLAYBACK} hold, in their order. */
export const PLAYBACK_COLUMNS = {
  id: sent.uuid(PLAYBACK.id),
  recorded_at: sent.instant(new Date(PLAYBACK.at)),
  action: sent.text(PLAYBACK.action),
  outcome: sent.text(PLAYBACK.outcome),
  actor_kind: sent.text(PLAYBACK.actor.kind),
  actor_id: sent.uuid(PLAYBACK.actor.id),
  recording_id: sent.uuid(PLAYBACK.recordingId),
  concerns_staff_id: sent.uuid(PLAYBACK.concernsStaffId),
  purpose: sent.text(PLAYBACK.purpose),
  contact_id: sent.uuid(PLAYBACK.facts.contactId),
  call_started_at: sent.instant(new Date(PLAYBACK.facts.startedAt)),
  queue: sent.text(PLAYBACK.facts.queue),
  agent_id: sent.uuid(PLAYBACK.facts.agentId),
} as const;

export type ColumnName = keyof typeof PLAYBACK_COLUMNS;
export type Columns = Readonly<Record<ColumnName, SentValue>>;

/** The bytes of an event's leaf. */
export function leafOf(event: object): Buffer {
  return Buffer.from(canonicalize(event) ?? '');
}
