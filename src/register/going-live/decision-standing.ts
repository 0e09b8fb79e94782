import type { DecisionState, GoingLiveDecision } from './going-live-finding.entity.js';

/** A version of the retention rule, as far as a decision depends on it. */
export interface DecidedRule {
  readonly version: number;
  readonly state: 'proposed' | 'adopted' | 'discarded';
  readonly decidedBy?: string | null | undefined;
  readonly decidedAt?: Date | null | undefined;
}

/** Where a decision stands, and who brought it there beside who made it. */
export interface DecisionStanding {
  readonly state: DecisionState;
  readonly by: string | null;
  readonly at: Date | null;
}

const STATES = { proposed: 'proposed', adopted: 'settled', discarded: 'discarded' } as const;

/** A decision that proposes a rule stands as its rule does: it is settled by whoever adopts that, and nowhere else. */
export function standingOf(decision: GoingLiveDecision, rules: readonly DecidedRule[]): DecisionStanding {
  const rule =
    decision.ruleVersion === null ? undefined : rules.find(({ version }) => version === decision.ruleVersion);
  if (rule && decision.state === 'proposed')
    return { state: STATES[rule.state], by: rule.decidedBy ?? null, at: rule.decidedAt ?? null };
  return { state: decision.state, by: decision.confirmedBy ?? null, at: decision.confirmedAt ?? null };
}
