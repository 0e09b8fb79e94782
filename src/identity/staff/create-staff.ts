import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { staffExists } from '../refusals.js';
import { normaliseUsername } from './username.js';
import type { NewStaff } from './staff.schemas.js';
import { Staff } from './staff.entity.js';

/** Names a person. Naming gives neither a password nor any right. */
@Injectable()
export class CreateStaff {
  constructor(
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction, which is lost when this throws.
   * @throws DomainError `staff-exists` when the user name, extension or directory id belongs to somebody
   */
  async execute(em: EntityManager, person: NewStaff, actor: Actor): Promise<Staff> {
    const createdAt = this.clock.now();
    const username = normaliseUsername(person.username);
    const staff = em.create(Staff, {
      ...person,
      username,
      id: newId(createdAt),
      status: 'active',
      accessEpoch: 0,
      createdAt,
      directoryIdBy: person.directoryId === undefined ? null : actor.id,
    });
    await insert(em, staff);
    const { id, unit, title } = staff;
    await this.trail.record(em, { action: 'staff.created', actor, ...concerning(id), facts: { unit, title } });
    return staff;
  }
}

function concerning(id: string) {
  return { object: { kind: 'staff', id }, concernsStaffId: id };
}

async function insert(em: EntityManager, staff: Staff): Promise<void> {
  try {
    await em.persist(staff).flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw staffExists(cause);
  }
}
