import type { EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { accessChanged } from '../refusals.js';

/**
 * SQL: the person in `staffId` is active and has the access epoch in `accessEpoch`. A statement with an effect asks this
 * again, so that a right revoked since the session check makes it touch no row.
 */
export function stillEntitled(staffId: string, accessEpoch: string): string {
  return `exists (select from staff where staff.id = ${staffId} and staff.access_epoch = ${accessEpoch} and staff.status = 'active')`;
}

/** SQL: the session in `sessionId` has not ended; deactivation and log-out end it. */
export function stillSignedIn(sessionId: string): string {
  return `exists (select from session where session.id = ${sessionId} and session.ended_at is null)`;
}

/** SQL: the session whose id is in the column `sessionId` has ended. */
export function hasEnded(sessionId: string): string {
  return `exists (select from session where session.id = ${sessionId} and session.ended_at is not null)`;
}

/**
 * The same for a change in several statements: asked in its transaction once it holds the rows that it had to wait for, so that what a
 * person asked for is not done after their rights have gone (docs/adr/0001). A machine has no epoch.
 * @throws DomainError `access-changed`
 */
export async function assertStillEntitled(
  em: EntityManager,
  { kind, id, accessEpoch }: Pick<Requester, 'kind' | 'id' | 'accessEpoch'>,
): Promise<void> {
  if (kind === 'service') return;
  const rows = await em.execute<object[]>(STILL_ENTITLED, [id, accessEpoch]);
  if (rows.length === 0) throw accessChanged();
}

const STILL_ENTITLED = `select 1 as entitled where ${stillEntitled('?::uuid', '?')}`;
