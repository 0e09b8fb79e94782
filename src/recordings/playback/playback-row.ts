import type { Permissions, Purpose } from '../../access/index.js';
import type { DomainError } from '../../kernel/errors.js';
import type { Statement } from '../../platform/database/index.js';
import { callFactsOf, type CallFacts } from '../call-facts.js';
import { asSubject } from '../recording-reader.js';
import type { Codec, Container } from '../audio/audio-facts.js';
import { expired, noLongerAllowed } from './playback-refusals.js';
import { servedAudio, type ServedAudio } from './served-audio.js';

/** A playback and the facts of its recording, as one statement finds them. */
export interface PlaybackRow {
  readonly id: string;
  readonly staff_id: string;
  readonly session_id: string;
  readonly recording_id: string;
  readonly contact_id: string;
  readonly purpose: Purpose;
  readonly reference: string;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
  readonly reserved: Buffer;
  readonly started_at: Date;
  readonly queue: string;
  readonly unit: string;
  readonly agent_id: string;
  readonly ordinary_due_on: string;
  readonly due_on: string;
  readonly hold_purposes: readonly Purpose[];
  readonly held_through_on: string;
  readonly restricted: boolean;
  readonly excepted_through_on: string;
  readonly blocked_purposes: readonly Purpose[];
  readonly container: Container;
  readonly codec: Codec;
  readonly channels: number;
  readonly sample_rate_hz: number;
  readonly size_bytes: number;
  readonly samples_offset: number | null;
  readonly samples_bytes: number | null;
  readonly rendition: boolean;
}

const COLUMNS = `
  b.id, b.staff_id, b.session_id, b.recording_id, r.contact_id, b.purpose, b.reference, b.expires_at, b.ended_at, b.reserved,
  r.started_at, r.queue, r.unit, r.agent_id, r.ordinary_due_on, r.due_on, r.hold_purposes, r.held_through_on,
  r.restricted, r.excepted_through_on, r.blocked_purposes, r.container, r.codec, r.channels, r.sample_rate_hz, r.size_bytes, r.samples_offset, r.samples_bytes,
  b.rendition
  from playback b join recording r on r.id = b.recording_id`;

export const FIND_ONE: Statement = { name: 'playback-find', text: `select ${COLUMNS} where b.id = $1` };

export const FIND_MANY: Statement = {
  name: 'playback-find-many',
  text: `select ${COLUMNS} where b.id = any($1::uuid[])`,
};

/** What speaks against listening on now, to the person and session that the playback is bound to; null where nothing does. */
export function objectionTo(row: PlaybackRow, { ability }: Permissions, now: Date): DomainError | null {
  if (row.ended_at !== null || row.expires_at <= now) return expired();
  return ability.can('play', asSubject(recordingFactsOf(row)), row.purpose) ? null : noLongerAllowed();
}

export function recordingFactsOf(row: PlaybackRow) {
  return {
    queue: row.queue,
    unit: row.unit,
    agentId: row.agent_id,
    ordinaryDueOn: row.ordinary_due_on,
    dueOn: row.due_on,
    holdPurposes: row.hold_purposes,
    heldThroughOn: row.held_through_on,
    restricted: row.restricted,
    exceptedThroughOn: row.excepted_through_on,
    blockedPurposes: row.blocked_purposes,
  };
}

export function callOf({ contact_id, started_at, queue, unit, agent_id }: PlaybackRow): CallFacts {
  return callFactsOf({ contactId: contact_id, startedAt: started_at, queue, unit, agentId: agent_id });
}

/** What the playback of a row serves. */
export function servedOf(row: PlaybackRow): ServedAudio {
  const { container, codec, channels, sample_rate_hz: sampleRateHz, size_bytes: sizeBytes } = row;
  const place = { samplesOffset: row.samples_offset, samplesBytes: row.samples_bytes };
  return servedAudio({ container, codec, channels, sampleRateHz, sizeBytes, ...place }, row.rendition);
}
