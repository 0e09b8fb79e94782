import type { OpenFinding } from '../../api/types.js';

/** Where an open finding stands. */
export function stateOf({
  settled,
  overdue,
  decisions,
}: Pick<OpenFinding, 'settled' | 'overdue' | 'decisions'>): 'settled' | 'waits' | 'overdue' | 'open' {
  if (decisions.some(({ state }) => state === 'proposed')) return 'waits';
  if (settled) return 'settled';
  return overdue ? 'overdue' : 'open';
}

export const FINDING_ACTS = ['assign', 'decide', 'settled', 'discarded'] as const;
export type FindingAct = (typeof FINDING_ACTS)[number];

/** What who looks may do with it now. */
export function actsOn({
  mayAssign,
  mayDecide,
  mayConfirm,
}: Pick<OpenFinding, 'mayAssign' | 'mayDecide' | 'mayConfirm'>): FindingAct[] {
  const allowed = { assign: mayAssign, decide: mayDecide, settled: mayConfirm, discarded: mayConfirm };
  return FINDING_ACTS.filter(act => allowed[act]);
}
