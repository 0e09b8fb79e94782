import type { BlockCause } from '../../recordings/index.js';

/**
 * Whether a controller may refuse to stop for this reason: an objection is weighed against compelling grounds (GDPR art. 21(1)); one to
 * direct marketing is absolute (art. 21(3)), and so is the withdrawal of consent (art. 7(3)).
 */
export function mayBeRefused(because: BlockCause): boolean {
  return because === 'objection';
}
