import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { preparedOf, reasonsPlace } from '../assessment/claim-in-case.js';
import { Claim, JournalEntry, Stop } from '../case/case-rows.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { findKept } from '../case/kept-case.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import type { CaseView } from './board.schemas.js';
import { readStanding } from './case-standing.js';
import { CaseItems } from './case-items.js';

/** Opens a case with all that is written in it; the event is committed before anything is read. */
@Injectable()
export class ViewCase {
  constructor(
    private readonly database: Database,
    private readonly items: CaseItems,
    private readonly texts: CaseTexts,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` also for what the person may not see; the attempt is on record */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<CaseView> {
    const em = this.database.entities();
    const found = await findKept(em, id, permissions.today);
    const actor = actorOf(requester);
    if (!found || !permissions.ability.can('read', caseSubject(found))) {
      const [reason, object] = [found ? 'not-permitted' : 'not-here', { kind: 'rights-case', id }];
      await this.trail.recordAlone({ action: 'rights-request.opened', outcome: 'refused', reason, actor, object });
      throw notFound();
    }
    await this.trail.recordAlone(caseEvent(found, { action: 'rights-request.opened' }, actor));
    return this.shown(em, found, permissions);
  }

  /** After an act on it that is on record. */
  async shown(em: EntityManager, found: RightsCase, permissions: Permissions): Promise<CaseView> {
    const key = await this.texts.keyOf(em, found.id);
    const [item] = await this.items.of(em, [found], permissions);
    if (!item) throw new TypeError('A case has an item.');
    const names = await this.staff.names([found.registeredBy, ...staffOf(found)]);
    return {
      ...item,
      ...{ registeredBy: found.registeredBy, registrarName: names.get(found.registeredBy) ?? null },
      ...{ subjectStaffId: found.subjectStaffId || null, subjectStaffName: names.get(found.subjectStaffId) ?? null },
      linkedGroup: found.linkedGroup ?? null,
      ...momentsOf(found),
      dueOn: await this.texts.lastDay(em, found.id),
      request: this.texts.request(key, found),
      standing: await readStanding(em, found),
      claims: await this.#claims(em, found.id, key),
      stops: await stopsOf(em, found.id),
      journal: await this.#journal(em, found.id, key),
    };
  }

  async #claims(em: EntityManager, caseId: string, key: DataKey): Promise<CaseView['claims']> {
    const claims = await em.find(Claim, { caseId }, { orderBy: { id: 'asc' } });
    return claims.map(claim => ({
      ...{ id: claim.id, right: claim.rightKind, state: claim.state },
      ...{ outcome: claim.outcome ?? null, ground: claim.ground ?? null },
      ...{ contested: claim.contested, directMarketing: claim.directMarketing },
      reasonsLeftOut: claim.reasonsLeftOut,
      reasons: this.texts.open<string>(key, reasonsPlace(claim.id), claim.sealedReasons),
      ...{ decidedBy: claim.decidedBy ?? null, confirmedBy: claim.confirmedBy ?? null, prepared: preparedOf(claim) },
    }));
  }

  async #journal(em: EntityManager, caseId: string, key: DataKey): Promise<CaseView['journal']> {
    const entries = await em.find(JournalEntry, { caseId }, { orderBy: { id: 'asc' } });
    const names = await this.staff.names(entries.flatMap(({ actorId }) => actorId ?? []));
    return entries.map(({ id, at, actorId, action, eventId, sealedDetail }) => ({
      ...{ id, at: at.toISOString(), actorId: actorId ?? null, actorName: names.get(actorId ?? '') ?? null },
      ...{ action, eventId },
      detail: this.texts.open<Record<string, unknown>>(key, { row: 'entry', id, field: 'detail' }, sealedDetail) ?? {},
    }));
  }
}

/** Ids of people alone: an empty one names nobody. */
function staffOf({ subjectStaffId }: RightsCase): string[] {
  return subjectStaffId === '' ? [] : [subjectStaffId];
}

function momentsOf({ registeredAt, decidedAt, answeredAt, closedAt }: RightsCase) {
  return {
    registeredAt: registeredAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  };
}

async function stopsOf(em: EntityManager, caseId: string): Promise<CaseView['stops']> {
  const stops = await em.find(Stop, { caseId }, { orderBy: { id: 'asc' } });
  return stops.map(({ id, kind, stoppedAt, resumedAt }) => ({
    ...{ id, kind, stoppedAt: stoppedAt.toISOString(), resumedAt: resumedAt?.toISOString() ?? null },
  }));
}
