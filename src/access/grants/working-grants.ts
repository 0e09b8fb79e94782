import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { dueForSuspension } from '../reviews/has-suspended-access.js';
import type { Role } from '../roles.js';

/** Whose grants are looked for: of a role, of a person, or anybody's. */
export interface GrantsOf {
  readonly role?: Role;
  readonly staffId?: string;
}

/**
 * Ids of the active people with a grant that works on `today`, in their order: in force, not revoked, and not suspended by a review
 * whose day has come, whether or not the job has written that down (ADR 0011). That somebody is bound to confidentiality is not asked:
 * whoever is not may bind themselves at any time.
 */
export async function peopleWithWorkingGrants(
  em: EntityManager,
  today: Day,
  { role, staffId }: GrantsOf,
): Promise<string[]> {
  await em.flush();
  const values = [today, today, today, role ?? null, role ?? null, staffId ?? null, staffId ?? null];
  return (await em.execute<{ staff_id: string }[]>(WORKING, values)).map(row => row.staff_id);
}

const WORKING = `
  select distinct g.staff_id from access_grant g join staff on staff.id = g.staff_id and staff.status = 'active'
  where g.revoked_at is null and not g.suspended and g.from_on <= ?::date and g.until_on >= ?::date
    and not ${dueForSuspension('g.id', '?::date')}
    and (?::text is null or g.role = ?::text) and (?::uuid is null or g.staff_id = ?::uuid)
  order by g.staff_id`;
