import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Delivery } from '../case/case-output.entity.js';
import { caseSubject } from '../case/case-subject.js';
import { CaseTexts } from '../case/case-texts.js';
import { caseEvent } from '../case/journal.js';
import { findKept } from '../case/kept-case.js';
import type { DeliveryList } from './delivery.schemas.js';

/** Shows what was sent to whom; the event is committed before it is opened. */
@Injectable()
export class ListDeliveries {
  constructor(
    private readonly database: Database,
    private readonly texts: CaseTexts,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found` also for what the person may not see */
  async execute(caseId: string, requester: Requester, { ability, today }: Permissions): Promise<DeliveryList> {
    const em = this.database.entities();
    const found = await findKept(em, caseId, today);
    if (!found || !ability.can('read', caseSubject(found))) throw notFound();
    await this.trail.recordAlone(caseEvent(found, { action: 'rights-request.opened' }, actorOf(requester)));
    const key = await this.texts.keyOf(em, caseId);
    const rows = await em.find(Delivery, { caseId }, { orderBy: { id: 'asc' } });
    return { items: rows.map(row => itemOf(row, this.#detail(row, key))), nextCursor: null };
  }

  #detail({ id, sealedDetail }: Delivery, key: Parameters<CaseTexts['open']>[0]): DeliveryDetail {
    const place = { row: 'delivery', id, field: 'detail' } as const;
    return this.texts.open<DeliveryDetail>(key, place, sealedDetail) ?? { to: '', proof: null };
  }
}

/** What is sealed of a delivery. */
export interface DeliveryDetail {
  readonly to: string;
  readonly proof: string | null;
}

function itemOf(row: Delivery, detail: DeliveryDetail): DeliveryList['items'][number] {
  const { id, documentId, channel, deliveredBy, deliveredAt, expiresOn, triesLeft, fetchedAt } = row;
  return {
    ...{ id, documentId, channel, deliveredBy, deliveredAt: deliveredAt.toISOString(), ...detail },
    ...{ expiresOn: expiresOn ?? null, triesLeft: triesLeft ?? null, fetchedAt: fetchedAt?.toISOString() ?? null },
  };
}
