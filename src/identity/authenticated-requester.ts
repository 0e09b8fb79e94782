import type { Requester } from '../platform/http/index.js';

/** Who is asking, and whether a one-time password still stands between the person and everything else. */
export interface AuthenticatedRequester extends Requester {
  readonly mustChangePassword: boolean;
}
