import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Credential } from '../passwords/credential.entity.js';
import { ForgetWaysIn } from './forget-ways-in.js';
import { Staff } from './staff.entity.js';

/** Somebody comes back as if new: nothing of what they had works, and two people enrol them anew. */
@Injectable()
export class ReactivateStaff {
  constructor(
    private readonly trail: AuditTrail,
    private readonly forgetWaysIn: ForgetWaysIn,
  ) {}

  /**
   * In the caller's transaction; the caller has decided that `actor` may. Returns false for who is active already, which
   * changes nothing.
   * @throws DomainError `not-found`
   */
  async execute(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<boolean> {
    const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!staff) throw notFound();
    if (staff.status === 'active') return false;
    await em.nativeDelete(Credential, { staffId });
    await this.forgetWaysIn.ofStaff(em, staffId, actor);
    staff.status = 'active';
    staff.accessEpoch += 1;
    staff.deactivatedAt = null;
    await em.flush();
    const object = { kind: 'staff', id: staffId };
    const texts = { reason };
    await this.trail.record(em, { action: 'staff.reactivated', actor, object, concernsStaffId: staffId, texts });
    return true;
  }
}
