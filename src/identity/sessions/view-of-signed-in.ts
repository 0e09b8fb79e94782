import type { SignedInView } from './sessions.schemas.js';
import type { SignedIn } from './start-session.js';

/** What somebody who has signed in is told; the refresh token goes into a cookie alone. */
export function viewOfSignedIn({ accessToken, expiresAt, staff, mustChangePassword, lacks }: SignedIn): SignedInView {
  const { id, username, displayName } = staff;
  return {
    accessToken,
    expiresAt: expiresAt.toISOString(),
    staff: { id, username, displayName },
    mustChangePassword,
    lacks,
  };
}
