import type { BlockCause } from '../../recordings/index.js';
import type { Right } from '../case/rights.js';

/** For what reason a claim of `right` asks to stop; null where it asks for something else. */
export function causeBehind(right: Right, isDirectMarketing: boolean): BlockCause | null {
  if (right === 'consent-withdrawal') return 'consent-withdrawal';
  if (right !== 'objection') return null;
  return isDirectMarketing ? 'direct-marketing' : 'objection';
}

/**
 * Whether a controller may refuse to stop for this reason: an objection is weighed against compelling grounds (GDPR art. 21(1)); one to
 * direct marketing is absolute (art. 21(3)), and so is the withdrawal of consent (art. 7(3)).
 */
export function mayBeRefused(because: BlockCause): boolean {
  return because === 'objection';
}
