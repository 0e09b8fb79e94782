import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { EndSessions } from '../sessions/end-sessions.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Staff } from './staff.entity.js';

/** A person leaves: nothing of theirs works from the next request on. */
@Injectable()
export class DeactivateStaff {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly endSessions: EndSessions,
  ) {}

  /**
   * Deactivating who is deactivated already changes nothing.
   * @throws DomainError `not-oneself`, `not-found`
   */
  async execute(staffId: string, reason: string, requester: Requester): Promise<void> {
    await this.database.transaction(async em => {
      const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!staff) throw notFound();
      // The id as the database has it: an id in a URL may be written in upper case.
      if (staff.id === requester.id) throw notOneself();
      if (staff.status === 'active') await this.#deactivate(em, staff, reason, requester);
    });
  }

  /** The extension is given up: it goes to a successor, whose calls must not be taken for this person's. */
  async #deactivate(em: EntityManager, staff: Staff, reason: string, requester: Requester): Promise<void> {
    const { id: staffId } = staff;
    const now = this.clock.now();
    const actor = actorOf(requester);
    em.assign(staff, {
      status: 'deactivated',
      accessEpoch: staff.accessEpoch + 1,
      deactivatedAt: now,
      extension: null,
    });
    await em.nativeUpdate(Enrolment, { staffId, completedAt: null, expiresAt: { $gt: now } }, { expiresAt: now });
    const concerning = { object: { kind: 'staff', id: staffId }, concernsStaffId: staffId };
    await this.trail.record(em, { action: 'staff.deactivated', actor, ...concerning, texts: { reason } });
    await this.endSessions.ofStaff(em, staffId, 'deactivated', { actor });
  }
}

function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody deactivates themselves.');
}
