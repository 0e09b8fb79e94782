import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../platform/database/index.js';

/** That a person heard a recording, or a redacted copy of it in a request, or saw a field of its contact for a purpose, or that a copy of it left. */
export interface RecordingUse {
  readonly eventId: string;
  readonly recordingId: string;
  readonly at: Date;
  readonly action: 'playback.granted' | 'rights-request.copy-heard' | 'field.revealed' | 'recording.exported';
  readonly actorId: string | null;
  readonly purpose: string | null;
  /** Of a copy: the kind of what it left with, such as a departure or a case. */
  readonly objectKind: string | null;
  /** Of a copy: what it left with. */
  readonly objectId: string | null;
}

/** That a person was granted a playback, under a grant, for a purpose. */
export interface PlaybackUse {
  readonly at: Date;
  readonly actorId: string;
  readonly purpose: string;
  readonly grantId: string | null;
}

/** Tells data subjects how their data were used (GDPR art. 15(1); CJEU C-579/21). */
@Injectable()
export class RecordingUses {
  constructor(private readonly database: Database) {}

  /** The playbacks of a recording that were granted, newest first, at most `limit`, and how many there are in all. */
  async playbacks(recordingId: string, limit: number): Promise<{ count: number; items: PlaybackUse[] }> {
    const rows = await this.database.query<PlaybackUse & { readonly count: number }>(PLAYBACKS, [recordingId, limit]);
    return { count: rows[0]?.count ?? 0, items: rows };
  }

  /** Each use of `recordingIds` that was granted, in the order of time. */
  async of(recordingIds: readonly string[]): Promise<RecordingUse[]> {
    return recordingIds.length === 0 ? [] : this.database.query<RecordingUse>(USES, [recordingIds]);
  }
}

const USES: Statement = {
  name: 'log-recording-uses',
  text: `
    select id as "eventId", recording_id as "recordingId", recorded_at as at, action, actor_id as "actorId",
           case action when 'rights-request.copy-heard' then 'rights-request' else purpose end as purpose,
           convert_from(leaf, 'UTF8')::jsonb #>> '{object,id}' as "objectId",
           convert_from(leaf, 'UTF8')::jsonb #>> '{object,kind}' as "objectKind"
    from audit_event
    where recording_id = any($1::uuid[]) and outcome = 'done'
      and action in ('playback.granted', 'rights-request.copy-heard', 'field.revealed', 'recording.exported')
    order by recorded_at, id`,
};

const PLAYBACKS: Statement = {
  name: 'log-recording-playbacks',
  text: `
    select recorded_at as at, actor_id as "actorId", coalesce(purpose, '') as purpose,
           convert_from(leaf, 'UTF8')::jsonb ->> 'grantId' as "grantId", count(*) over ()::int as count
    from audit_event
    where recording_id = $1 and outcome = 'done' and action = 'playback.granted' and actor_id is not null
    order by recorded_at desc, id desc limit $2`,
};
