import type { CaseState, RightsCase } from '../../api/types.js';

/** What is to be done next in a case, and whether the person at the screen does it or waits for another. */
export type NextStep =
  | 'triage'
  | 'search'
  | 'await-identity'
  | 'await-clarification'
  | 'sort-recordings'
  | 'assess'
  | 'confirm-decisions'
  | 'await-confirmation'
  | 'redact'
  | 'review-copies'
  | 'answer'
  | 'notify-or-close'
  | 'close'
  | 'nothing'
  | 'others-handle';

type Looked = Pick<RightsCase, 'state' | 'permitted'> & {
  readonly claims: readonly Pick<RightsCase['claims'][number], 'state'>[];
};

const BY_STATE: Readonly<Record<CaseState, NextStep>> = {
  received: 'triage',
  triaged: 'search',
  'identity-pending': 'await-identity',
  'clarification-pending': 'await-clarification',
  searching: 'sort-recordings',
  assessing: 'assess',
  redacting: 'redact',
  'in-review': 'review-copies',
  decided: 'answer',
  answered: 'notify-or-close',
  'recipients-notified': 'close',
  closed: 'nothing',
};

/** Decisions that wait for their second person come before what else the state of a case asks for. */
export function nextStep({ state, permitted, claims }: Looked): NextStep {
  if (state === 'closed') return 'nothing';
  if (!permitted.includes('handle')) return 'others-handle';
  const waiting = claims.length > 0 && claims.every(claim => claim.state !== 'open') && claims.some(isDecided);
  if (!waiting) return BY_STATE[state];
  return permitted.includes('confirm') ? 'confirm-decisions' : 'await-confirmation';
}

function isDecided({ state }: Pick<RightsCase['claims'][number], 'state'>): boolean {
  return state === 'decided';
}
