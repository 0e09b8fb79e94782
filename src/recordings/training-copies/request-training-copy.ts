import { subject } from '@casl/ability';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { helsinkiDay, parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { asSubject, RecordingReader } from '../recording-reader.js';
import type { Recording } from '../recording.entity.js';
import { isCopyDay } from './copy-days.js';
import { copyBlocked, copyDayWrong, copyEvent, copyRestricted } from './copy-events.js';
import { TrainingCopyRequest } from './training-copy.entity.js';
import type { NewTrainingCopy } from './training-copies.schemas.js';

/** Somebody asks for a copy of a recording for a course. Nothing is copied until another person has approved it. */
@Injectable()
export class RequestTrainingCopy {
  constructor(
    private readonly database: Database,
    private readonly reader: RecordingReader,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `restricted`, `purpose-blocked`, `copy-day-wrong`, `copy-waiting`; the attempt is on record */
  async execute(
    recordingId: string,
    wanted: NewTrainingCopy,
    requester: Requester,
    permissions: Permissions,
  ): Promise<TrainingCopyRequest> {
    const recording = await this.reader.visible(recordingId, requester, permissions, 'training-copy.requested');
    const actor = actorOf(requester);
    const draft = requestOf(recording, wanted, requester.id, this.clock.now());
    try {
      mayCopy(recording, permissions);
      if (!isCopyDay(parseDay(draft.untilOn), permissions.today)) throw copyDayWrong();
      return await this.database.transaction(em => this.#request(em, draft, wanted.necessity, actor));
    } catch (error) {
      const refusal = error instanceof UniqueConstraintViolationException ? waitsAlready() : error;
      if (refusal instanceof DomainError) await this.#recordRefusal(draft, actor, refusal.code);
      throw refusal;
    }
  }

  async #request(
    em: EntityManager,
    draft: RequestDraft,
    necessity: string,
    actor: Actor,
  ): Promise<TrainingCopyRequest> {
    const event = copyEvent('training-copy.requested', draft, actor);
    const requestedIn = await this.trail.record(em, { ...event, texts: { necessity } });
    const request = em.create(TrainingCopyRequest, { ...draft, requestedIn });
    await em.persist(request).flush();
    return request;
  }

  async #recordRefusal(draft: RequestDraft, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'recording', id: draft.recordingId };
    const event = copyEvent('training-copy.requested', draft, actor);
    await this.trail.recordAlone({ ...event, object, outcome: 'refused', reason });
  }
}

type RequestDraft = ReturnType<typeof requestOf>;

function requestOf(recording: Recording, { course, until }: NewTrainingCopy, requestedBy: string, requestedAt: Date) {
  const { id: recordingId, queue, unit, agentId, endedAt } = recording;
  const call = { recordingId, queue, unit, agentId, callOn: helsinkiDay(endedAt) };
  const asked = { requestedBy, requestedAt, state: 'requested' as const };
  return { id: newId(requestedAt), ...call, course, untilOn: parseDay(until), ...asked };
}

function mayCopy(recording: Recording, { ability }: Permissions): void {
  const facts = asSubject(recording);
  if (!ability.can('copy-for-training', subject('Recording', { ...facts, blockedPurposes: [] }))) throw notFound();
  if (recording.restricted) throw copyRestricted();
  if (!ability.can('copy-for-training', facts)) throw copyBlocked();
}

function waitsAlready(): DomainError {
  const sentence = 'Somebody has asked for a copy of this already; it waits for a second person.';
  return new DomainError('conflict', 'copy-waiting', sentence);
}
