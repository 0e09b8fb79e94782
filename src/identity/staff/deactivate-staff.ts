import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { ForgetWaysIn } from './forget-ways-in.js';
import { VoidEnrolments } from '../enrolment/void-enrolments.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Staff } from './staff.entity.js';

/** A person leaves: no session and no link of theirs works from the next request on. Their rights are ended in `access`. */
@Injectable()
export class DeactivateStaff {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
    private readonly voidEnrolments: VoidEnrolments,
    private readonly forgetWaysIn: ForgetWaysIn,
  ) {}

  /**
   * In the caller's transaction; the caller has decided that `actor` may. Returns false for who is deactivated already,
   * which changes nothing.
   * @throws DomainError `not-found`
   */
  async execute(em: EntityManager, staffId: string, reason: string, actor: Actor): Promise<boolean> {
    const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!staff) throw notFound();
    if (staff.status !== 'active') return false;
    this.#close(staff);
    await em.flush();
    await this.voidEnrolments.ofStaff(em, staffId);
    const object = { kind: 'staff', id: staffId };
    await this.trail.record(em, {
      action: 'staff.deactivated',
      actor,
      object,
      concernsStaffId: staffId,
      texts: { reason },
    });
    await this.endSessions.ofStaff(em, staffId, 'deactivated', { actor });
    await em.flush();
    await this.forgetWaysIn.ofStaff(em, staffId, actor);
    return true;
  }

  /** The extension is given up: it goes to a successor, whose calls must not be taken for this person's. */
  #close(staff: Staff): void {
    staff.status = 'deactivated';
    staff.accessEpoch += 1;
    staff.deactivatedAt = this.clock.now();
    staff.extension = null;
  }
}
