import type { Me } from '../../api/types.js';

/** Who is at the screen; where nobody is signed in, whether somebody was a moment ago. */
export type Presence = { readonly me: Me } | { readonly me: null; readonly because: 'nobody' | 'over' | 'left' };

export const PRESENCE_KEY = ['presence'] as const;

/** The presence after a session has ended: a session that never was cannot be over. */
export function signedOut(before: Presence | undefined, because: 'over' | 'left'): Presence {
  if (before?.me) return { me: null, because };
  return before ?? { me: null, because: 'nobody' };
}
