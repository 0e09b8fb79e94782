import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { notActive, staffExists } from '../refusals.js';
import { Staff } from './staff.entity.js';
import type { StaffChanges } from './staff.schemas.js';

/** Corrects how a person is named and reached. Unit, queue and post are duties, which change with a review. */
@Injectable()
export class ChangeStaff {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * What stands already changes nothing. The event names fields, never what they held.
   * @throws DomainError `not-found`, `not-active`, `staff-exists`
   */
  async execute(staffId: string, changes: StaffChanges, actor: Actor): Promise<void> {
    await this.database.transaction(async em => {
      const staff = await em.findOne(Staff, { id: staffId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!staff) throw notFound();
      if (staff.status !== 'active') throw notActive();
      const fields = changedFields(staff, changes);
      if (fields.length === 0) return;
      assign(staff, changes);
      if (fields.includes('directoryId')) staff.directoryIdBy = actor.id;
      await flush(em);
      const object = { kind: 'staff', id: staffId };
      await this.trail.record(em, {
        action: 'staff.changed',
        actor,
        object,
        concernsStaffId: staffId,
        facts: { fields },
      });
    });
  }
}

const FIELDS = ['displayName', 'email', 'extension', 'directoryId'] as const;

function changedFields(staff: Staff, changes: StaffChanges): string[] {
  return FIELDS.filter(name => changes[name] !== undefined && changes[name] !== (staff[name] ?? null));
}

/** `null` empties; what is left out stays. */
function assign(staff: Staff, { displayName, email, extension, directoryId }: StaffChanges): void {
  if (displayName !== undefined) staff.displayName = displayName;
  if (email !== undefined) staff.email = email;
  if (extension !== undefined) staff.extension = extension;
  if (directoryId !== undefined) staff.directoryId = directoryId;
}

async function flush(em: EntityManager): Promise<void> {
  try {
    await em.flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw staffExists(cause);
  }
}
