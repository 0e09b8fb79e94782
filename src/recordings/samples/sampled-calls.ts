import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { asSubject } from '../recording-reader.js';
import { agentOf } from '../recording-rows.js';
import { Recording } from '../recording.entity.js';
import { NOTES, noteSubject, type NoteRow } from './note-rows.js';
import type { SampleView } from './samples.schemas.js';
import { SampledCall, type WeeklySample } from './weekly-sample.entity.js';

type Call = SampleView['calls'][number];

/** The calls of a sample as somebody may see them: those that the rules still let them sample, and of notes those they may read. */
@Injectable()
export class SampledCalls {
  constructor(private readonly database: Database) {}

  /** In the order of the draw. The event of the look is committed before. */
  async of(sample: WeeklySample, requester: Requester, { ability }: Permissions): Promise<Call[]> {
    const em = this.database.entities();
    const drawn = await em.find(SampledCall, { sampleId: sample.id }, { orderBy: { place: 'asc' } });
    const ids = drawn.map(({ recordingId }) => recordingId);
    const recordings = await em.find(Recording, { id: { $in: ids } });
    const byId = new Map(recordings.map(recording => [recording.id, recording]));
    const notes = await this.database.query<NoteRow>(NOTES_ON, [ids]);
    const readable = new Map(
      notes.filter(note => ability.can('read', noteSubject(note))).map(note => [note.recording_id, note]),
    );
    const heard = await this.heardBy(requester.id, ids);
    return ids
      .flatMap(id => byId.get(id) ?? [])
      .filter(recording => ability.can('sample', asSubject(recording)))
      .map(recording => {
        const note = readable.get(recording.id);
        const writes = sample.drawnBy === requester.id && ability.can('note', asSubject(recording));
        const open = writes && !note?.read_at && heard.has(recording.id);
        return {
          ...callOf(recording),
          heard: heard.has(recording.id),
          note: note ? stateOf(note) : null,
          permitted: open ? (['note'] as const).slice() : [],
        };
      });
  }

  /** Which of some recordings a person was given to listen to, at any time, for the development of the service. */
  async heardBy(staffId: string, recordingIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(HEARD, [staffId, recordingIds]);
    return new Set(rows.map(({ id }) => id));
  }
}

const NOTES_ON: Statement = { name: 'sample-notes', text: `${NOTES} where n.recording_id = any($1::uuid[])` };

const HEARD: Statement = {
  name: 'sample-heard',
  text: `
    select distinct recording_id as id from playback
    where staff_id = $1 and recording_id = any($2::uuid[]) and purpose = 'service-development'`,
};

function callOf({ id, startedAt, durationMs, agentId, agentName }: Recording) {
  const agent = agentOf({ agent_id: agentId, agent_name: agentName });
  return { recordingId: id, startedAt: startedAt.toISOString(), durationMs, agent };
}

function stateOf({ id, written_at, amended_at, read_at }: NoteRow): NonNullable<Call['note']> {
  return {
    id,
    writtenAt: written_at.toISOString(),
    amendedAt: amended_at?.toISOString() ?? null,
    readAt: read_at?.toISOString() ?? null,
  };
}
