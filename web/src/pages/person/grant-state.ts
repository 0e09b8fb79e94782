import type { Grant } from '../../api/types.js';

/** Whether a grant works, and if not, why. */
export type GrantState = 'working' | 'suspended' | 'revoked' | 'future' | 'past';

type Facts = Pick<Grant, 'fromOn' | 'untilOn' | 'suspended' | 'revokedAt'>;

/** The state of a grant on `today` (`YYYY-MM-DD`); its first and last day are included. */
export function grantState({ fromOn, untilOn, suspended, revokedAt }: Facts, today: string): GrantState {
  if (revokedAt !== null) return 'revoked';
  if (untilOn < today) return 'past';
  if (suspended) return 'suspended';
  return fromOn > today ? 'future' : 'working';
}
