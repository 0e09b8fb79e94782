import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor, type EventDraft } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId, NOBODY } from '../../kernel/ids.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { callFactsOf } from '../call-facts.js';
import { Playback } from '../playback/playback.entity.js';
import { asSubject } from '../recording-reader.js';
import { Recording } from '../recording.entity.js';
import { CallNote } from './call-note.entity.js';
import { sealNote } from './note-rows.js';
import { noteRead, notHeard } from './sample-refusals.js';
import { SampledCall, WeeklySample } from './weekly-sample.entity.js';

/** Whoever drew a call writes one note on it after listening, and may amend it until the agent has read it. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly database: Database,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the note's id.
   * @throws DomainError `not-found` for a call that the person did not draw or may not write on any more, `call-not-heard`,
   *   `note-read`; the attempt is on record
   */
  async execute(recordingId: string, text: string, requester: Requester, permissions: Permissions): Promise<string> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(em => this.#write(em, recordingId, text, actor, permissions));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(recordingId, actor, error.code);
      throw error;
    }
  }

  async #write(
    em: EntityManager,
    recordingId: string,
    text: string,
    actor: Actor,
    permissions: Permissions,
  ): Promise<string> {
    const recording = await this.#drawn(em, recordingId, actor, permissions);
    const listened = { recordingId, staffId: actor.id ?? '', purpose: 'service-development' } as const;
    if ((await em.count(Playback, listened)) === 0) throw notHeard();
    const written = await em.findOne(CallNote, { recordingId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (written?.readAt) throw noteRead();
    const at = this.clock.now();
    const id = written?.id ?? newId(at);
    const key = await this.keyRing.open(recordingId, parseDay(recording.dueOn));
    const sealedText = sealNote(key, { id, recordingId }, text);
    if (written) em.assign(written, { sealedText, amendedAt: at });
    else em.persist(em.create(CallNote, { id, recordingId, writtenBy: actor.id ?? '', writtenAt: at, sealedText }));
    await em.flush();
    const action = written ? 'call-note.amended' : 'call-note.written';
    await this.trail.record(em, { ...noteEvent(recording, actor), action, object: { kind: 'call-note', id } });
    return id;
  }

  /** Locks the recording, so that its key stays on its day meanwhile. */
  async #drawn(em: EntityManager, recordingId: string, actor: Actor, { ability }: Permissions): Promise<Recording> {
    const lockMode = LockMode.PESSIMISTIC_READ;
    const recording = await em.findOne(Recording, { id: recordingId }, { lockMode });
    const call = await em.findOne(SampledCall, { recordingId });
    if (!recording || !call || !ability.can('note', asSubject(recording))) throw notFound();
    const mine = await em.count(WeeklySample, { id: call.sampleId, drawnBy: actor.id ?? '' });
    if (mine === 0) throw notFound();
    return recording;
  }

  async #recordRefusal(recordingId: string, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'recording', id: recordingId };
    const action = 'call-note.written';
    await this.trail.recordAlone({ action, outcome: 'refused', reason, actor, object, recordingId });
  }
}

type NoteEvent = Omit<EventDraft, 'action' | 'object'>;

/** What events of a note say of its call; the agent is whom they concern. */
export function noteEvent(recording: Recording, actor: Actor): NoteEvent {
  const { id: recordingId, agentId } = recording;
  const concerns = agentId === NOBODY || agentId === actor.id ? {} : { concernsStaffId: agentId };
  return { actor, recordingId, ...concerns, purpose: 'service-development', facts: callFactsOf(recording) };
}
