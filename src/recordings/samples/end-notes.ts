import { Injectable } from '@nestjs/common';
import { AuditTrail, THE_SYSTEM } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Database, type EntityManager, type Statement } from '../../platform/database/index.js';
import { Recording } from '../recording.entity.js';
import { noteEvent } from './write-note.js';

const BATCH = 200;

/**
 * Lets go of notes the day after their call's ordinary last day, whatever holds the call for longer: a note serves the development
 * of the service, and no hold is for that. Any number of instances may look.
 */
@Injectable()
export class EndNotes {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /** One transaction a batch: a crash leaves the rest for the next look. A sample goes with its last call; the log keeps how it was drawn. */
  async execute(today: Day): Promise<void> {
    while ((await this.database.transaction(em => this.#batch(em, today))) === BATCH);
    await this.database.query(EMPTY);
  }

  async #batch(em: EntityManager, today: Day): Promise<number> {
    const over = await em.execute<{ recording_id: string; note_id: string | null }[]>(CLAIM, [today, BATCH]);
    for (const { recording_id: id, note_id: noteId } of over) {
      const recording = noteId === null ? null : await em.findOne(Recording, { id });
      await em.execute('delete from sampled_call where recording_id = ?', [id]);
      if (!recording || noteId === null) continue;
      const event = noteEvent(recording, THE_SYSTEM);
      await this.trail.record(em, { ...event, action: 'call-note.ended', object: { kind: 'call-note', id: noteId } });
    }
    return over.length;
  }
}

const CLAIM = `
  select s.recording_id, n.id as note_id
  from sampled_call s join recording r on r.id = s.recording_id left join call_note n on n.recording_id = s.recording_id
  where r.ordinary_due_on < ? order by s.recording_id limit ? for update of s skip locked`;

const EMPTY: Statement = {
  name: 'weekly-samples-empty',
  text: `delete from weekly_sample w where not exists (select from sampled_call s where s.sample_id = w.id)`,
};
