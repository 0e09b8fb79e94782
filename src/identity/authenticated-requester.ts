import type { Requester } from '../platform/http/index.js';
import type { SessionLack } from './sessions/session-lack.js';

/** Who is asking, and what still stands between the person and everything else. */
export interface AuthenticatedRequester extends Requester {
  /** Null for a complete session, and for a machine. */
  readonly lacks: SessionLack | null;
  /** When the session's person showed a second factor last; null for never, and for a machine. */
  readonly secondFactorAt: Date | null;
}
