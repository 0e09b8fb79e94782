import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { reach, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type EventDraft } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { pageFrom, readCursor, type Page, type Requester } from '../../platform/http/index.js';
import { Recording } from '../recording.entity.js';
import { CallNote } from './call-note.entity.js';
import { NOTE_COLUMNS, NOTES, noteSubject, openNote, type NoteRow } from './note-rows.js';
import type { NoteHead, NoteQuery, NoteView } from './samples.schemas.js';
import { noteEvent } from './write-note.js';

/** Shows notes to the agent of the call, and to whoever wrote them. */
@Injectable()
export class ReadNotes {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A page of the notes on the calls of whoever asks, newest first, without what they say. */
  async page({ cursor, limit }: NoteQuery, requester: Requester, { ability }: Permissions): Promise<Page<NoteHead>> {
    const after = readCursor(cursor);
    const within = reach(ability, { verb: 'list', kind: 'CallNote' }, NOTE_COLUMNS, 3);
    if (!within) return { items: [], nextCursor: null };
    const values = [limit + 1, after?.at ?? null, after?.id ?? null, ...within.values];
    const facts = { limit, continued: cursor !== undefined };
    const draft = { action: 'call-notes.listed', actor: actorOf(requester), facts } as const;
    const rows = await this.trail.readWith<NoteRow>(pageOfNotes(within.sql), values, draft);
    const page = pageFrom(rows, limit, row => ({ at: row.written_at, id: row.id }));
    return { items: await this.#heads(page.items), nextCursor: page.nextCursor };
  }

  /** One note; the first reading by the agent is noted on it. @throws DomainError `not-found`; the attempt is on record */
  async open(id: string, requester: Requester, permissions: Permissions): Promise<NoteView> {
    const read = await this.database.transaction(em => this.#read(em, id, requester, permissions));
    if (read) return read;
    await this.trail.recordAlone({ ...opened(id, requester), outcome: 'refused', reason: 'not-permitted' });
    throw notFound();
  }

  /** The event is committed with the mark of the reading, before anybody has the words. */
  async #read(em: EntityManager, id: string, requester: Requester, { ability }: Permissions): Promise<NoteView | null> {
    const known = await em.findOne(CallNote, { id });
    if (!known) return null;
    const recording = await em.findOne(Recording, { id: known.recordingId }, { lockMode: LockMode.PESSIMISTIC_READ });
    const note = await em.findOne(CallNote, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    const [row] = await em.execute<NoteRow[]>(`${NOTES} where n.id = ?`, [id]);
    if (!recording || !note || !row || !ability.can('read', noteSubject(row))) return null;
    const key = await this.keyRing.open(recording.id, parseDay(recording.dueOn));
    const text = openNote(key, note, note.sealedText);
    const byAgent = recording.agentId === requester.id;
    if (byAgent) note.readAt ??= this.clock.now();
    await em.flush();
    const draft = opened(id, requester);
    await this.trail.record(em, { ...noteEvent(recording, draft.actor), ...draft });
    const [head] = await this.#heads([{ ...row, read_at: note.readAt ?? null }]);
    return head ? { ...head, text } : null;
  }

  async #heads(rows: readonly NoteRow[]): Promise<NoteHead[]> {
    const names = await this.staff.names(rows.map(({ written_by }) => written_by));
    return rows.map(row => ({
      ...{ id: row.id, recordingId: row.recording_id, startedAt: at(row.started_at), queue: row.queue, unit: row.unit },
      ...{ writtenBy: row.written_by, writerName: names.get(row.written_by) ?? null, writtenAt: at(row.written_at) },
      ...{ amendedAt: row.amended_at && at(row.amended_at), readAt: row.read_at && at(row.read_at) },
    }));
  }
}

function at(moment: Date): string {
  return new Date(moment).toISOString();
}

function opened(id: string, requester: Requester): EventDraft {
  return { action: 'call-note.read', actor: actorOf(requester), object: { kind: 'call-note', id } };
}

function pageOfNotes(within: string) {
  const text = `
    select * from (${NOTES}) note
    where ${within} and ($2::timestamptz is null or (written_at, id) < ($2, $3::uuid))
    order by written_at desc, id desc limit $1`;
  return { name: `call-notes/${within}`, text };
}
