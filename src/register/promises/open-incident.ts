import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CheckResult } from './check-result.js';
import { ChooseOwner } from './choose-owner.js';
import { opensIncident } from './opens-incident.js';
import { PromiseIncident } from './promise-incident.entity.js';
import type { PromiseName } from './promises.js';

/** A check that was made in the caller's transaction. */
export interface MadeCheck {
  readonly promise: PromiseName;
  readonly result: CheckResult;
  /** When the promise was found to hold before it. */
  readonly heldAt: Date | null;
  readonly eventId: string;
  readonly actor: Actor;
}

/** Gives a promise that does not hold to a person who answers for it: once, and not each night. */
@Injectable()
export class OpenIncident {
  constructor(
    private readonly owners: ChooseOwner,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async ifBroken(em: EntityManager, { promise, result, heldAt, eventId, actor }: MadeCheck): Promise<void> {
    const newest = {
      orderBy: { openedAt: 'desc', id: 'desc' },
      limit: 1,
      lockMode: LockMode.PESSIMISTIC_WRITE,
    } as const;
    const [last = null] = await em.find(PromiseIncident, { promise }, newest);
    const before = last && { settledAt: last.settledAt ?? null, broken: last.broken };
    if (!opensIncident(result, { heldAt, last: before })) return;
    const openedAt = this.clock.now();
    const { figures, broken } = result;
    const row = { id: newId(openedAt), promise, openedAt, eventId, figures, broken };
    const ownerId = await this.owners.for(em, promise);
    await em.insert(PromiseIncident, { ...row, ownerId });
    await this.trail.record(em, {
      ...{ action: 'promise-incident.opened', actor, object: { kind: 'promise-incident', id: row.id } },
      concernsStaffId: ownerId,
      facts: { promise, broken, checkEventId: eventId },
    });
  }
}
