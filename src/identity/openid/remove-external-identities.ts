import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { NOBODY } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { notOneself } from '../refusals.js';
import { SecondFactorChallenge } from '../second-factor/second-factor-challenge.entity.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Staff } from '../staff/staff.entity.js';
import { ExternalIdentity } from './external-identity.entity.js';
import { concerningLink } from './link-event.js';

/** Whether `actor` may remove this link. */
export type MayUnlink = (facts: { readonly staffId: string; readonly proposedBy: string }) => boolean;

/** An identity is a person's no more: one administrator, at once. */
@Injectable()
export class RemoveExternalIdentities {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
  ) {}

  /**
   * With a link that was confirmed all sessions of the person end, and all sign-ins under way: one that began with the identity may
   * have gone on, or go on, with a second factor of our own. What is removed already is not found. A refused attempt is on record.
   * @throws DomainError `not-found`, `not-oneself`
   */
  async execute(id: string, actor: Actor, may: MayUnlink): Promise<void> {
    try {
      await this.database.transaction(em => this.#unlink(em, id, actor, may));
    } catch (error) {
      if (error instanceof DomainError) await this.#recordRefusal(id, actor, error.code);
      throw error;
    }
  }

  /** All links of a person who leaves, in the caller's transaction, which holds the person's row locked and ends the sessions. */
  async ofStaff(em: EntityManager, staffId: string, actor: Actor): Promise<void> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
    for (const link of await em.find(ExternalIdentity, { staffId, removedAt: null }, lock)) {
      await this.#remove(em, link, actor);
    }
  }

  async #unlink(em: EntityManager, id: string, actor: Actor, may: MayUnlink): Promise<void> {
    const found = await em.findOne(ExternalIdentity, { id, removedAt: null });
    if (!found) throw notFound();
    const { staffId, proposedBy } = found;
    if (!may({ staffId, proposedBy })) throw notOneself();
    await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const link = await em.findOne(ExternalIdentity, { id, removedAt: null }, lock);
    if (!link) throw notFound();
    await this.#remove(em, link, actor);
    if (!link.confirmedAt) return;
    // A sign-in that came by it may wait for the passkey.
    await em.nativeDelete(SecondFactorChallenge, { staffId });
    await this.endSessions.ofStaff(em, staffId, 'unlinked', { actor });
  }

  async #remove(em: EntityManager, link: ExternalIdentity, actor: Actor): Promise<void> {
    em.assign(link, { removedAt: this.clock.now(), removedBy: actor.id ?? NOBODY });
    await em.flush();
    const { facts, ...concerning } = concerningLink(link);
    const event = { action: 'external-identity.removed', actor, ...concerning } as const;
    await this.trail.record(em, { ...event, facts: { ...facts, confirmed: !!link.confirmedAt } });
  }

  async #recordRefusal(id: string, actor: Actor, reason: string): Promise<void> {
    const object = { kind: 'external-identity', id };
    await this.trail.recordAlone({ action: 'external-identity.removed', outcome: 'refused', reason, actor, object });
  }
}
