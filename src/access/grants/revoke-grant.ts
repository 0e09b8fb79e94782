import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { Grant } from './grant.entity.js';

/** One administrator revokes, at once: the next request of the person is judged without the grant. */
@Injectable()
export class RevokeGrant {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Revoking what is revoked already changes nothing.
   * @throws DomainError `not-found`
   */
  async execute(grantId: string, reason: string, requester: Requester): Promise<Grant> {
    return this.database.transaction(async em => {
      const grant = await em.findOne(Grant, { id: grantId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!grant) throw notFound();
      if (grant.revokedAt) return grant;
      grant.revokedAt = this.clock.now();
      grant.revokedBy = requester.id;
      await em.flush();
      await this.staff.bumpAccessEpoch(em, grant.staffId);
      await this.trail.record(em, {
        action: 'grant.revoked',
        actor: actorOf(requester),
        object: { kind: 'grant', id: grant.id },
        concernsStaffId: grant.staffId,
        facts: { role: grant.role },
        texts: { reason },
      });
      return grant;
    });
  }
}
