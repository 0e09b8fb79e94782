import type { ClaimOutcome, NewClaimDecision, RefusalGround, Right } from '../../../api/types.js';
import { groundsOf, mayLeaveReasonsOut } from '../grounds.js';

export const OUTCOMES: readonly ClaimOutcome[] = ['granted', 'partly-granted', 'refused', 'nothing-held', 'withdrawn'];

/** The texts of the form of a decision about a right. */
export interface DecisionDraft extends Record<string, string> {
  readonly outcome: string;
  readonly ground: string;
  readonly reasons: string;
}

/** Whether something is refused, wholly or in part: then it has a ground and reasons. */
export function refuses(outcome: string): boolean {
  return outcome === 'refused' || outcome === 'partly-granted';
}

/** The grounds that can be chosen; of a right that is the only one, or the first. */
export function groundOf(right: Right, ground: string): RefusalGround | undefined {
  const possible = groundsOf(right);
  return possible.find(one => one === ground) ?? possible[0];
}

/** What is sent; reasons are left out of the answer only where the ground allows it. */
export function decisionOf(
  right: Right,
  { outcome, ground, reasons }: DecisionDraft,
  leavesOut: boolean,
): NewClaimDecision {
  const decided = OUTCOMES.find(one => one === outcome) ?? 'granted';
  const words = reasons.trim();
  const said = words === '' ? {} : { reasons: words };
  if (!refuses(decided)) return { outcome: decided, ...said };
  const chosen = groundOf(right, ground);
  const reasonsLeftOut = leavesOut && chosen !== undefined && mayLeaveReasonsOut(chosen);
  return { outcome: decided, ...(chosen === undefined ? {} : { ground: chosen }), ...said, reasonsLeftOut };
}
