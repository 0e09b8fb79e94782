import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../../kernel/errors.js';
import { isId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Page, Rules } from '../../platform/http/index.js';
import type { EnrolmentView } from '../enrolment/enrolment.schemas.js';
import { hasWayIn } from '../enrolment/has-way-in.js';
import { ListEnrolments } from '../enrolment/list-enrolments.js';
import { Staff } from './staff.entity.js';
import type { StaffFilters, StaffItem, StaffView } from './staff.schemas.js';

/** The named people. That they are staff is basic data, so looking at them leaves no event. */
@Injectable()
export class ListStaff {
  constructor(
    private readonly database: Database,
    private readonly enrolments: ListEnrolments,
  ) {}

  /**
   * A page by name. The cursor is the id of the last person: their name does not belong in a URL.
   * @throws DomainError `invalid-cursor`
   */
  async page({ cursor, limit, name, status }: StaffFilters): Promise<Page<StaffItem>> {
    const em = this.database.entities();
    const conditions = [
      ...(status ? [{ status }] : []),
      ...(name ? [named(name)] : []),
      ...(cursor ? [await after(em, cursor)] : []),
    ];
    const order = { orderBy: { displayName: 'asc', id: 'asc' }, limit: limit + 1 } as const;
    const rows = await em.find(Staff, { $and: conditions }, order);
    const items = rows.slice(0, limit).map(itemOf);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /**
   * One person, and what of theirs waits for whoever may decide by `rules`.
   * @throws DomainError `not-found`
   */
  async one(id: string, rules: Rules): Promise<StaffView> {
    const em = this.database.entities();
    const staff = await em.findOne(Staff, { id });
    if (!staff) throw notFound();
    return viewOf(staff, await hasWayIn(em, id), await this.enrolments.ofStaff(id, rules));
  }
}

function named(name: string) {
  const like = { $ilike: `%${name.replace(/[\\%_]/g, '\\$&')}%` };
  return { $or: [{ displayName: like }, { username: like }] };
}

async function after(em: EntityManager, cursor: string) {
  const last = isId(cursor) ? await em.findOne(Staff, { id: cursor }) : null;
  if (!last) throw new DomainError('invalid', 'invalid-cursor', 'The cursor is not one that this list gave.');
  const { displayName, id } = last;
  return { $or: [{ displayName: { $gt: displayName } }, { displayName, id: { $gt: id } }] };
}

function itemOf({ id, username, displayName, unit, title, status }: Staff): StaffItem {
  return { id, username, displayName, unit, title, status };
}

function viewOf(staff: Staff, enrolled: boolean, enrolment: EnrolmentView | null): StaffView {
  return {
    ...itemOf(staff),
    email: staff.email ?? null,
    extension: staff.extension ?? null,
    directoryId: staff.directoryId ?? null,
    enrolled,
    enrolmentExpiresAt: enrolment?.expiresAt ?? null,
    enrolment,
    createdAt: staff.createdAt.toISOString(),
    deactivatedAt: staff.deactivatedAt?.toISOString() ?? null,
  };
}
