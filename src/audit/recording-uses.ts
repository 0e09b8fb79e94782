import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../platform/database/index.js';

/** That a person heard a recording or saw a field of its contact for a purpose, or that a copy of it left. */
export interface RecordingUse {
  readonly eventId: string;
  readonly recordingId: string;
  readonly at: Date;
  readonly action: 'playback.granted' | 'field.revealed' | 'recording.exported';
  readonly actorId: string | null;
  readonly purpose: string | null;
  /** Of a copy: the kind of what it left with, such as a departure or a case. */
  readonly objectKind: string | null;
  /** Of a copy: what it left with. */
  readonly objectId: string | null;
}

/** Tells data subjects how their data were used (GDPR art. 15(1); CJEU C-579/21). */
@Injectable()
export class RecordingUses {
  constructor(private readonly database: Database) {}

  /** Each use of `recordingIds` that was granted, in the order of time. */
  async of(recordingIds: readonly string[]): Promise<RecordingUse[]> {
    return recordingIds.length === 0 ? [] : this.database.query<RecordingUse>(USES, [recordingIds]);
  }
}

const USES: Statement = {
  name: 'log-recording-uses',
  text: `
    select id as "eventId", recording_id as "recordingId", recorded_at as at, action, actor_id as "actorId", purpose,
           convert_from(leaf, 'UTF8')::jsonb #>> '{object,id}' as "objectId",
           convert_from(leaf, 'UTF8')::jsonb #>> '{object,kind}' as "objectKind"
    from audit_event
    where recording_id = any($1::uuid[]) and outcome = 'done'
      and action in ('playback.granted', 'field.revealed', 'recording.exported')
    order by recorded_at, id`,
};
