/**
 * SQL: the person in `$1` is active and has the access epoch in `$2`. A statement with an effect asks this again, so
 * that a right revoked since the session check makes it touch no row.
 */
export const STILL_ENTITLED = `exists (select from staff where id = $1 and access_epoch = $2 and status = 'active')`;

/** SQL: the session in `$4` has not ended; deactivation and log-out end it. */
export const STILL_SIGNED_IN = 'exists (select from session where id = $4 and ended_at is null)';

/** SQL: the session whose id is in the column `sessionId` has ended. */
export function hasEnded(sessionId: string): string {
  return `exists (select from session where session.id = ${sessionId} and session.ended_at is not null)`;
}
