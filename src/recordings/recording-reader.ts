import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { RecordingFacts, Permissions } from '../access/index.js';
import { actorOf, AuditTrail, type AuditAction } from '../audit/index.js';
import { notFound } from '../kernel/errors.js';
import { Database, type Statement } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import { callFactsOf } from './call-facts.js';
import type { Recording } from './recording.entity.js';

/** An object of the rules made of a recording. */
export function asSubject(facts: RecordingFacts) {
  const { queue, unit, agentId, ordinaryDueOn, dueOn, holdPurposes, heldThroughOn } = facts;
  const { restricted, exceptedThroughOn, blockedPurposes } = facts;
  const days = { ordinaryDueOn, dueOn, heldThroughOn };
  const people = { restricted, exceptedThroughOn, blockedPurposes };
  return subject('Recording', { queue, unit, agentId, ...days, holdPurposes, ...people });
}

/** A recording, and whether anybody whom it concerns has said something to it. */
export type VisibleRecording = Recording & { readonly stated: boolean };

/** Reads one recording for somebody who may see it; for everybody else it is not there. */
@Injectable()
export class RecordingReader {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @param attempted action that the log names if this is refused
   * @throws DomainError `not-found` also for what the person may not see; the event knows the difference
   */
  async visible(
    id: string,
    requester: Requester,
    permissions: Permissions,
    attempted: AuditAction,
  ): Promise<VisibleRecording> {
    const [recording] = await this.database.query<VisibleRecording>(FIND, [id]);
    if (recording && permissions.ability.can('read', asSubject(recording))) return recording;
    const reason = recording ? 'not-permitted' : 'not-here';
    const object = { kind: 'recording', id };
    await this.trail.recordAlone({
      action: attempted,
      outcome: 'refused',
      reason,
      actor: actorOf(requester),
      object,
      recordingId: id,
      ...(recording ? { facts: callFactsOf(recording) } : {}),
    });
    throw notFound();
  }
}

/** The columns of a recording under the names of its properties. */
const FIND: Statement = {
  name: 'recording-find',
  text: `
    select id, contact_id as "contactId", source, external_id as "externalId", direction, started_at as "startedAt",
      answered_at as "answeredAt", ended_at as "endedAt", queue, unit, agent_id as "agentId", agent_name as "agentName",
      channel_roles as "channelRoles", stretches,
      ordinary_due_on as "ordinaryDueOn", due_on as "dueOn", hold_purposes as "holdPurposes",
      held_through_on as "heldThroughOn", rule_version as "ruleVersion", restricted,
      excepted_through_on as "exceptedThroughOn", blocked_purposes as "blockedPurposes",
      notice_version as "noticeVersion", notice_language as "noticeLanguage", notice_evidence as "noticeEvidence", container, codec,
      channels, sample_rate_hz as "sampleRateHz", duration_ms as "durationMs", size_bytes as "sizeBytes",
      audio_sha256 as "audioSha256", samples_offset as "samplesOffset", samples_bytes as "samplesBytes",
      ingested_by as "ingestedBy", created_at as "createdAt",
      exists (select from supplementary_statement s where s.recording_id = recording.id) as stated
    from recording where id = $1`,
};
