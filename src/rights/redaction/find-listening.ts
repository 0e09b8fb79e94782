import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, LogGate } from '../../audit/index.js';
import type { Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { notFound, type DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { ServedAudio } from '../../recordings/index.js';
import { Redaction } from '../case/case-output.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { CaseTexts } from '../case/case-texts.js';
import { findKept } from '../case/kept-case.js';
import { servedCopy } from './copy-audio.js';
import type { RedactionPlace } from './find-redaction.js';
import { Listening } from './listening.entity.js';
import { copyNotThere, listeningExpired } from './redaction-refusals.js';

export interface ListeningPlace extends RedactionPlace {
  readonly listeningId: string;
}

/** A listening that lasts and is allowed, and where its copy lies. */
export interface ListeningInHand {
  readonly id: string;
  readonly audio: ServedAudio;
  readonly file: { readonly id: string; readonly dueOn: Day };
}

/** Finds a listening for the person and session that it is bound to, while it lasts and is still allowed. */
@Injectable()
export class FindListening {
  constructor(
    private readonly database: Database,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
    private readonly gate: LogGate,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `log-closed`, `not-found` for a foreign or unknown one, `listening-expired`, `copy-not-there`; the event knows why */
  async execute(place: ListeningPlace, requester: Requester, permissions: Permissions): Promise<ListeningInHand> {
    this.gate.assertOpen();
    const { caseId, redactionId, listeningId: id } = place;
    const em = this.database.entities();
    const listening = await em.findOne(Listening, { id, redactionId, caseId });
    if (!listening) return this.#refuse(place, requester, notFound(), 'not-here');
    if (!isBoundTo(listening, requester)) return this.#refuse(place, requester, notFound(), 'not-yours');
    const rightsCase = await findKept(em, caseId, permissions.today);
    if (!rightsCase || !permissions.ability.can('read', caseSubject(rightsCase)))
      return this.#refuse(place, requester, notFound(), 'not-permitted');
    if (listening.expiresAt <= this.clock.now()) return this.#refuse(place, requester, listeningExpired());
    const redaction = await em.findOne(Redaction, { id: redactionId });
    if (!redaction?.fileId) return this.#refuse(place, requester, copyNotThere());
    const file = { id: redaction.fileId, dueOn: await this.texts.lastDay(em, caseId) };
    return { id, audio: servedCopy(redaction, listening.rendition), file };
  }

  async #refuse(
    { caseId, listeningId }: ListeningPlace,
    requester: Requester,
    error: DomainError,
    reason = error.code,
  ): Promise<never> {
    const about = { object: { kind: 'rights-case', id: caseId }, facts: { listeningId } };
    const refused = { action: 'rights-request.copy-heard', outcome: 'refused', reason } as const;
    await this.trail.recordAlone({ ...refused, actor: actorOf(requester), ...about });
    throw error;
  }
}

function isBoundTo({ staffId, sessionId }: Listening, requester: Requester): boolean {
  return staffId === requester.id && sessionId === requester.sessionId;
}
