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
