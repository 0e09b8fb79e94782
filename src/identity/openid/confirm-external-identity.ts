import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { notActive, notSecondPerson } from '../refusals.js';
import { assertStillEntitled } from '../sessions/still-entitled.js';
import { Staff } from '../staff/staff.entity.js';
import { StaffDirectory } from '../staff/staff-directory.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { concerningLink } from './link-event.js';

/** Whether `actor` may be the second for this link. */
export type MayConfirmLink = (facts: { readonly staffId: string; readonly proposedBy: string }) => boolean;

/** The second of two administrators answers for a link; from then on the person comes in by it. */
@Injectable()
export class ConfirmExternalIdentity {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly directory: StaffDirectory,
  ) {}

  /**
   * Ties the proposer for 30 days as if they had enrolled the person. A refused attempt is on record.
   * @throws DomainError `not-found`, `not-second-person`, `not-active`, `already-confirmed`, `access-changed`
   */
  async execute(id: string, requester: Requester, may: MayConfirmLink): Promise<ExternalIdentity> {
    const actor = actorOf(requester);
    try {
      return await this.database.transaction(async em => {
        const link = await this.#confirm(em, id, actor, may);
        await assertStillEntitled(em, requester);
        return link;
      });
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, actor, error.code);
      throw error;
    }
  }

  async #confirm(em: EntityManager, id: string, actor: Actor, may: MayConfirmLink): Promise<ExternalIdentity> {
    const found = await em.findOne(ExternalIdentity, { id, removedAt: null });
    if (!found) throw notFound();
    const { staffId, proposedBy } = found;
    if (!may({ staffId, proposedBy })) throw notSecondPerson();
    await this.#lockPeople(em, [staffId, proposedBy]);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const link = await em.findOne(ExternalIdentity, { id, removedAt: null }, lock);
    if (!link) throw notFound();
    if (!(await em.findOne(Staff, { id: staffId, status: 'active' }))) throw notActive();
    if (link.confirmedAt) throw alreadyConfirmed();
    em.assign(link, { confirmedAt: this.clock.now(), confirmedBy: actor.id ?? NOBODY });
    await em.flush();
    await this.trail.record(em, { action: 'external-identity.confirmed', actor, ...concerningLink(link) });
    return link;
  }

  /** Always in the same order, so that two at once never wait for each other; their rights are looked at anew. */
  async #lockPeople(em: EntityManager, ids: readonly string[]): Promise<void> {
    const people = [...new Set(ids)].filter(id => id !== NOBODY).sort();
    for (const id of people) await this.directory.bumpAccessEpoch(em, id);
  }

  async #recordRefusal(id: string, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'external-identity', id };
    await this.trail.recordAlone({ action: 'external-identity.confirmed', outcome: 'refused', reason, actor, object });
  }
}

function alreadyConfirmed(): DomainError {
  return new DomainError('conflict', 'already-confirmed', 'Somebody has confirmed this already.');
}
