import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor, type AuditAction, type EventDraft } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { JournalEntry } from './case-rows.entity.js';
import { CaseTexts } from './case-texts.js';
import type { RightsCase } from './rights-case.entity.js';

/** What was done in a case: for the log (never personal), and for the case file (sealed). */
export interface Noted {
  readonly action: AuditAction;
  /** Of the event: ids, codes, days. */
  readonly facts?: EventDraft['facts'];
  /** Of the event: personal terms that were searched for, of which it keeps commitments alone. */
  readonly searched?: EventDraft['searched'];
  readonly recordingId?: string;
  /** JSON for the case file alone. */
  readonly detail?: object;
}

/** Writes the journal of a case: an event and an entry, in the transaction of what they tell of. */
@Injectable()
export class Journal {
  constructor(
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns the event's id */
  async note(em: EntityManager, rightsCase: CaseName, noted: Noted, actor: Actor): Promise<string> {
    const at = this.clock.now();
    const eventId = await this.trail.record(em, caseEvent(rightsCase, noted, actor));
    const id = newId(at);
    const key = await this.texts.keyOf(em, rightsCase.id);
    const sealedDetail = this.texts.seal(key, { row: 'entry', id, field: 'detail' }, noted.detail ?? {});
    const by = { at, actorId: actor.id, action: noted.action, eventId };
    await em.persist(em.create(JournalEntry, { id, caseId: rightsCase.id, ...by, sealedDetail })).flush();
    return eventId;
  }
}

/** How a case is named in the log. */
export type CaseName = Pick<RightsCase, 'id' | 'number'>;

/** The event of something that is done in a case. */
export function caseEvent(
  { id, number }: CaseName,
  { action, facts, searched, recordingId }: Noted,
  actor: Actor,
): EventDraft {
  return {
    action,
    actor,
    object: { kind: 'rights-case', id },
    reference: number,
    ...(recordingId === undefined ? {} : { recordingId }),
    ...(facts ? { facts } : {}),
    ...(searched ? { searched } : {}),
  };
}
