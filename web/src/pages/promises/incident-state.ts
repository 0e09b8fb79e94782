import type { PromiseIncident } from '../../api/types.js';

/** Where an incident stands: with its owner, with whoever settles it, or settled. */
export function stateOf({
  answer,
  outcome,
}: Pick<PromiseIncident, 'answer' | 'outcome'>): 'open' | 'answered' | 'settled' {
  if (outcome) return 'settled';
  return answer ? 'answered' : 'open';
}

/** What may be done with an incident, in words of the client. */
export const INCIDENT_ACTS = ['answer', 'handOver', 'settle'] as const;
export type IncidentAct = (typeof INCIDENT_ACTS)[number];

/** What who looks may do with it now. */
export function actsOn({
  mayAnswer,
  mayHandOver,
  maySettle,
}: Pick<PromiseIncident, 'mayAnswer' | 'mayHandOver' | 'maySettle'>): IncidentAct[] {
  const allowed = { answer: mayAnswer, handOver: mayHandOver, settle: maySettle };
  return INCIDENT_ACTS.filter(act => allowed[act]);
}
