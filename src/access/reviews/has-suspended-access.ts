import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';

/**
 * SQL: a review suspends the grant whose id is in the column `grantId`: it has done so, or its day has come by the day in
 * `today` and nobody has written it down yet.
 */
export function suspendedByReview(grantId: string, today: string): string {
  return `(
    exists (select from grant_suspension s where s.grant_id = ${grantId} and s.review_id is not null and s.lifted_at is null)
    or ${dueForSuspension(grantId, today)})`;
}

/** SQL: the day of a review has come by `today`, and nobody has decided on the grant. */
export function dueForSuspension(grantId: string, today: string): string {
  return `exists (
      select from access_review_item i join access_review r on r.id = i.review_id
      where i.grant_id = ${grantId} and i.decision is null and r.closed_at is null and r.suspend_on <= ${today})`;
}

/** Whether a review suspends any grant of the person that is neither revoked nor over: then no new one is given. */
export async function hasSuspendedAccess(em: EntityManager, staffId: string, today: Day): Promise<boolean> {
  const rows = await em.execute<object[]>(ANY, [staffId, today, today]);
  return rows.length > 0;
}

const ANY = `
  select g.id from access_grant g
  where g.staff_id = ? and g.revoked_at is null and g.until_on >= ? and ${suspendedByReview('g.id', '?')}
  limit 1`;
