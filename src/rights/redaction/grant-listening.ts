import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, LogGate } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { playbackLastsMs } from '../../recordings/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { caseEvent } from '../case/journal.js';
import { findKept } from '../case/kept-case.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { servedCopy } from './copy-audio.js';
import type { RedactionPlace } from './find-redaction.js';
import { Listening } from './listening.entity.js';
import { copyNotThere } from './redaction-refusals.js';
import type { ListeningView, NewListening } from './redaction.schemas.js';

/** Lets a person who may read the case hear a version of a copy, once that is on record; bound to the person and the session. */
@Injectable()
export class GrantListening {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly gate: LogGate,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `log-closed`, `not-found`, `copy-not-there`; the attempt is on record */
  async execute(
    place: RedactionPlace,
    wanted: NewListening,
    requester: Requester,
    permissions: Permissions,
  ): Promise<ListeningView> {
    this.gate.assertOpen();
    try {
      return await this.database.transaction(async em => {
        const [rightsCase, redaction] = await findCopy(em, place, permissions);
        return this.#grant(em, rightsCase, redaction, wanted, requester);
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(place, error.code, requester);
      throw error;
    }
  }

  async #grant(
    em: EntityManager,
    rightsCase: RightsCase,
    redaction: Redaction,
    { as }: NewListening,
    requester: Requester,
  ): Promise<ListeningView> {
    const [grantedAt, rendition] = [this.clock.now(), as === 'playable'];
    const audio = servedCopy(redaction, rendition);
    const id = newId(grantedAt);
    const expiresAt = new Date(grantedAt.getTime() + playbackLastsMs(redaction.original.durationMs));
    const by = { staffId: requester.id, sessionId: requester.sessionId ?? '' };
    const of = { caseId: rightsCase.id, redactionId: redaction.id };
    const listening = { id, ...of, ...by, grantedAt, expiresAt, rendition, sizeBytes: audio.sizeBytes };
    await em.persist(em.create(Listening, listening)).flush();
    const { version, recordingId } = redaction;
    const facts = { redactionId: redaction.id, version, listeningId: id, expiresAt: expiresAt.toISOString() };
    const heard = { action: 'rights-request.copy-heard', recordingId, facts: { ...facts, ...audio.facts } } as const;
    await this.trail.record(em, caseEvent(rightsCase, heard, actorOf(requester)));
    const audioUrl = `/api/v1/rights-requests/${of.caseId}/redactions/${of.redactionId}/listenings/${id}/audio`;
    return { id, audioUrl, expiresAt: expiresAt.toISOString() };
  }

  async #recordRefusal({ caseId }: RedactionPlace, reason: string, requester: Requester): Promise<void> {
    const object = { kind: 'rights-case', id: caseId };
    const refused = { action: 'rights-request.copy-heard', outcome: 'refused', reason, object } as const;
    await this.trail.recordAlone({ ...refused, actor: actorOf(requester) });
  }
}

async function findCopy(
  em: EntityManager,
  { caseId, redactionId }: RedactionPlace,
  { ability, today }: Permissions,
): Promise<[RightsCase, Redaction]> {
  const rightsCase = await findKept(em, caseId, today);
  if (!rightsCase || !ability.can('read', caseSubject(rightsCase))) throw notFound();
  const redaction = await em.findOne(Redaction, { id: redactionId, caseId });
  if (!redaction) throw notFound();
  if (!redaction.fileId) throw copyNotThere();
  return [rightsCase, redaction];
}
