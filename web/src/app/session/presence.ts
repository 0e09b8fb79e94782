import type { Me } from '../../api/types.js';

/** Who is at the screen; where nobody is signed in, whether somebody was a moment ago. */
export type Presence = { readonly me: Me } | SignedOut;

/** `why` is the server's code for how the session ended, where it told one. */
export interface SignedOut {
  readonly me: null;
  readonly because: 'nobody' | 'over' | 'left';
  readonly why?: string;
}

export const PRESENCE_KEY = ['presence'] as const;

/** The presence after a session has ended: a session that never was cannot be over. */
export function signedOut(before: Presence | undefined, because: 'over' | 'left', why: string | null = null): Presence {
  if (before?.me) return { me: null, because, ...(why === null ? {} : { why }) };
  return before ?? { me: null, because: 'nobody' };
}
