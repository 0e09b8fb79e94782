import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { addDays, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase } from '../case/act-on-case.js';
import { Delivery } from '../case/case-output.entity.js';
import type { EndedDelivery } from './delivery.schemas.js';
import { hasReached, isOut } from './sent-packages.js';

/** Takes back what was left to be fetched, as from somebody who should not have been told: its address opens nothing any more. */
@Injectable()
export class EndDelivery {
  constructor(
    private readonly acts: ActOnCase,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `nothing-to-end` for what was fetched, has expired or went another way, and what {@link ActOnCase} throws */
  async execute(
    caseId: string,
    deliveryId: string,
    requester: Requester,
    permissions: Permissions,
  ): Promise<EndedDelivery> {
    const act = async (em: EntityManager) => {
      const delivery = await em.findOne(Delivery, { id: deliveryId, caseId }, { refresh: true });
      if (!delivery) throw notFound();
      const today = helsinkiDay(this.clock.now());
      if (hasReached(delivery) || !isOut(delivery, today)) throw nothingToEnd();
      const expiresOn = addDays(today, -1);
      em.assign(delivery, { expiresOn });
      const facts = { deliveryId, documentId: delivery.documentId };
      return { value: { id: deliveryId, expiresOn }, facts, detail: facts };
    };
    const wanted = { verb: 'handle', action: 'rights-request.download-ended' } as const;
    return this.acts.execute<EndedDelivery>(caseId, wanted, act, requester, permissions);
  }
}

function nothingToEnd(): DomainError {
  return new DomainError('conflict', 'nothing-to-end', 'This cannot be fetched any more, or was never left to be.');
}
