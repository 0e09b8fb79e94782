import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { caseSubject } from '../case/case-subject.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { RightsCase, type NamedPerson } from '../case/rights-case.entity.js';
import { FindCase } from '../case/find-case.js';
import type { By } from './handle-case.js';
import type { SimilarCases } from './handling.schemas.js';
import { likenessOf } from './likeness.js';

/** Looks among the open cases that somebody may read for those of the same person. */
@Injectable()
export class FindSimilar {
  constructor(
    private readonly database: Database,
    private readonly cases: FindCase,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** The event, which says how many cases are opened to compare them, is committed before. @throws DomainError `not-found` */
  async execute(caseId: string, { requester, permissions }: By): Promise<SimilarCases> {
    const em = this.database.entities();
    const found = await this.cases.execute(caseId, 'read', 'rights-request.opened', requester, permissions);
    const open = await em.find(RightsCase, { closedAt: null, id: { $ne: caseId } }, { orderBy: { id: 'asc' } });
    const readable = open.filter(one => permissions.ability.can('read', caseSubject(one)));
    const facts = { view: 'similar', compared: readable.length };
    await this.trail.recordAlone(caseEvent(found, { action: 'rights-request.opened', facts }, actorOf(requester)));
    const person = await this.#personOf(em, found);
    const items = [];
    for (const one of readable) {
      const alike = likenessOf(person, await this.#personOf(em, one));
      if (alike.length > 0) items.push({ ...shown(one), alike, linked: areLinked(found, one) });
    }
    return { items };
  }

  async #personOf(em: EntityManager, rightsCase: RightsCase): Promise<NamedPerson> {
    return this.texts.request(await this.texts.keyOf(em, rightsCase.id), rightsCase).person;
  }
}

function shown({ id, number, receivedOn }: RightsCase) {
  return { id, number, receivedOn };
}

function areLinked(one: RightsCase, other: RightsCase): boolean {
  return Boolean(one.linkedGroup) && one.linkedGroup === other.linkedGroup;
}
