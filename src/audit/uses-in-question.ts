import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../platform/database/index.js';
import { AuditEvent } from './audit-event.entity.js';
import { Finding } from './review/findings/finding.entity.js';

/** Which uses are asked for; what is null, or an empty list, bounds nothing. */
export interface UseBounds {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly staffIds: readonly string[];
  readonly recordingIds: readonly string[];
}

/** What was done with a recording in all, as the log tells it. */
export interface UsesOfRecording {
  readonly recordingId: string;
  readonly contactId: string | null;
  readonly agentId: string | null;
  /** Of a redacted copy as well: what it leaves to be heard may be nearly all. */
  readonly playbacks: number;
  readonly reveals: number;
  /** Copies that left: packages, disclosures, a departure. */
  readonly exports: number;
  /** Whose single fields were shown; null stands for the caller. */
  readonly revealedPartyIds: readonly (string | null)[];
  /** A note was shown, which may name anybody. */
  readonly noteRevealed: boolean;
}

/** What a finding of a review is about: who did it, when, and with which recording. */
export interface FindingAbout {
  readonly staffId: string;
  readonly at: Date;
  readonly recordingId: string | null;
}

/** Tells whoever has to say whom a breach affected what was done with which recordings (GDPR art. 33). */
@Injectable()
export class UsesInQuestion {
  constructor(private readonly database: Database) {}

  /** By recording, in the order of ids, at most `limit`; those that are purged too: the log outlives them. */
  async of({ from, to, staffIds, recordingIds }: UseBounds, limit: number): Promise<UsesOfRecording[]> {
    return this.database.query<UsesOfRecording>(USES, [from, to, staffIds, recordingIds, limit]);
  }

  /** What the finding is about; null where there is none, or where its event has been pruned. */
  async ofFinding(findingId: string): Promise<FindingAbout | null> {
    const em = this.database.entities();
    const finding = await em.findOne(Finding, { id: findingId });
    const event = finding && (await em.findOne(AuditEvent, { id: finding.eventId }));
    if (!event) return null;
    return { staffId: finding.actorId, at: event.recordedAt, recordingId: event.recordingId ?? null };
  }
}

const USES: Statement = {
  name: 'log-uses-in-question',
  text: `
    with used as (
      select recording_id, contact_id, agent_id, action, convert_from(leaf, 'UTF8')::jsonb -> 'facts' as facts
      from audit_event
      where action in ('playback.granted', 'rights-request.copy-heard', 'field.revealed', 'recording.exported') and outcome = 'done'
        and recording_id is not null
        and ($1::timestamptz is null or recorded_at >= $1) and ($2::timestamptz is null or recorded_at < $2)
        and ($3::uuid[] = '{}' or actor_id = any($3::uuid[]))
        and ($4::uuid[] = '{}' or recording_id = any($4::uuid[]))
    )
    select recording_id as "recordingId", min(contact_id::text) as "contactId", min(agent_id::text) as "agentId",
      count(*) filter (where action in ('playback.granted', 'rights-request.copy-heard'))::int as playbacks,
      count(*) filter (where action = 'field.revealed')::int as reveals,
      count(*) filter (where action = 'recording.exported')::int as exports,
      coalesce(jsonb_agg(distinct facts ->> 'partyId') filter (where action = 'field.revealed' and facts ->> 'field' <> 'note'), '[]')
        as "revealedPartyIds",
      coalesce(bool_or(facts ->> 'field' = 'note'), false) as "noteRevealed"
    from used group by recording_id order by recording_id limit $5`,
};
