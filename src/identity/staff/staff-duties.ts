import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/index.js';
import { Staff } from './staff.entity.js';

/** What a person is there for; an empty text where nothing is known. */
export interface Duties {
  readonly unit: string;
  readonly title: string;
  readonly queue: string;
  readonly managerId: string | null;
}

/** What upper floors know and change of people's duties. */
@Injectable()
export class StaffDuties {
  /** An active person's duties, whose row stays locked until the transaction ends; null for anybody else. */
  async lock(em: EntityManager, staffId: string): Promise<Duties | null> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const staff = await em.findOne(Staff, { id: staffId, status: 'active' }, { lockMode, refresh: true });
    return staff && dutiesOf(staff);
  }

  /** Locks an active person's row unless another transaction has it; says whether it did. */
  async claim(em: EntityManager, staffId: string): Promise<boolean> {
    const lockMode = LockMode.PESSIMISTIC_PARTIAL_WRITE;
    return (await em.findOne(Staff, { id: staffId, status: 'active' }, { lockMode, refresh: true })) !== null;
  }

  /** The duties of an active person, as they stand; null for anybody else. */
  async of(em: EntityManager, staffId: string): Promise<Duties | null> {
    const staff = await em.findOne(Staff, { id: staffId, status: 'active' }, { refresh: true });
    return staff && dutiesOf(staff);
  }

  /** Writes new duties, in the transaction of the change that answers for them. */
  async change(em: EntityManager, staffId: string, duties: Partial<Duties>): Promise<void> {
    const staff = await em.findOneOrFail(Staff, { id: staffId });
    em.assign(staff, duties);
    await em.flush();
  }
}

function dutiesOf({ unit, title, queue, managerId }: Staff): Duties {
  return { unit, title, queue, managerId: managerId ?? null };
}
