import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { actorOf, AuditTrail, type Actor } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { CloseReviews } from '../reviews/close-reviews.js';
import { Grant } from './grant.entity.js';

/** One administrator revokes, at once: the next request of the person is judged without the grant. */
@Injectable()
export class RevokeGrant {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly reviews: CloseReviews,
  ) {}

  /**
   * Revoking what is revoked already changes nothing.
   * @throws DomainError `not-found`
   */
  async execute(grantId: string, reason: string, requester: Requester): Promise<Grant> {
    return this.database.transaction(em => this.take(em, grantId, reason, actorOf(requester)));
  }

  /**
   * The same in the caller's transaction.
   * @throws DomainError `not-found`
   */
  async take(em: EntityManager, grantId: string, reason: string, actor: Actor): Promise<Grant> {
    const found = await em.findOne(Grant, { id: grantId });
    if (!found) throw notFound();
    // The person first, as a deactivation does, so that the two never wait for each other.
    await this.staff.bumpAccessEpoch(em, found.staffId);
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const grant = await em.findOneOrFail(Grant, { id: grantId }, lock);
    if (grant.revokedAt) return grant;
    em.assign(grant, { revokedAt: this.clock.now(), revokedBy: actor.id });
    await em.flush();
    await this.trail.record(em, {
      action: 'grant.revoked',
      actor,
      object: { kind: 'grant', id: grant.id },
      concernsStaffId: grant.staffId,
      facts: { role: grant.role },
      texts: { reason },
    });
    await this.reviews.settleRevokedGrant(em, grant.id, actor);
    return grant;
  }
}
