import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { notFound } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import { staffExists } from '../refusals.js';
import { Staff } from './staff.entity.js';

/** A named person as a directory that keeps them may know them. */
export interface KeptPerson {
  readonly id: string;
  readonly username: string;
  readonly active: boolean;
  readonly deactivatedAt: Date | null;
}

/** How somebody is named and reached; what is left out stays. */
export interface PersonCorrection {
  readonly username?: string;
  readonly displayName?: string;
  readonly email?: string | null;
}

/** What a directory (SCIM) sees and corrects of the named people, in the transactions of `access`, which decides that it may. */
@Injectable()
export class DirectoryStaff {
  constructor(private readonly trail: AuditTrail) {}

  /** The person whom an administrator has tied to this id of the directory; null for nobody. */
  async byDirectoryId(em: EntityManager, directoryId: string): Promise<KeptPerson | null> {
    const staff = await em.findOne(Staff, { directoryId }, { refresh: true });
    return staff && keptPerson(staff);
  }

  /** One person, active or not. @throws DomainError `not-found` */
  async one(em: EntityManager, id: string): Promise<KeptPerson> {
    const staff = await em.findOne(Staff, { id }, { refresh: true });
    if (!staff) throw notFound();
    return keptPerson(staff);
  }

  /** Which of `ids` are active people. */
  async activeAmong(em: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await em.find(Staff, { id: { $in: [...ids] }, status: 'active' }, { fields: ['id'] });
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Corrects names and address; the event names fields, never what they held.
   * @throws DomainError `not-found`, `staff-exists` when the user name is somebody's
   */
  async correct(em: EntityManager, id: string, correction: PersonCorrection, actor: Actor): Promise<void> {
    const staff = await em.findOne(Staff, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!staff) throw notFound();
    const fields = FIELDS.filter(name => correction[name] !== undefined && correction[name] !== (staff[name] ?? null));
    if (fields.length === 0) return;
    em.assign(staff, Object.fromEntries(fields.map(name => [name, correction[name]])));
    await flush(em);
    const concerning = { object: { kind: 'staff', id }, concernsStaffId: id };
    await this.trail.record(em, { action: 'staff.changed', actor, ...concerning, facts: { fields } });
  }
}

const FIELDS = ['username', 'displayName', 'email'] as const;

function keptPerson({ id, username, status, deactivatedAt }: Staff): KeptPerson {
  return { id, username, active: status === 'active', deactivatedAt: deactivatedAt ?? null };
}

async function flush(em: EntityManager): Promise<void> {
  try {
    await em.flush();
  } catch (cause) {
    if (!(cause instanceof UniqueConstraintViolationException)) throw cause;
    throw staffExists(cause);
  }
}
