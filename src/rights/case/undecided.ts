import { wrongState } from './case-state.js';
import type { CaseState, RightsCase } from './rights-case.entity.js';

const WORKED_ON: readonly CaseState[] = [
  ...(['triaged', 'identity-pending', 'clarification-pending'] as const),
  ...(['searching', 'assessing', 'redacting', 'in-review'] as const),
];

/** Whether a case is between its triage and its decision. */
export function isWorkedOn({ state }: Pick<RightsCase, 'state'>): boolean {
  return WORKED_ON.includes(state);
}

/** What is assessed and decided once it is known what is asked for. @throws DomainError `wrong-state` */
export function checkWorkedOn(rightsCase: Pick<RightsCase, 'state'>, wanted: CaseState): void {
  if (!isWorkedOn(rightsCase)) throw wrongState(rightsCase.state, wanted);
}

/** Whether recordings of a case are still searched for and sorted out, triaged or not. */
export function isUndecided(rightsCase: Pick<RightsCase, 'state'>): boolean {
  return rightsCase.state === 'received' || isWorkedOn(rightsCase);
}

/** What is searched for and sorted out before the decision. @throws DomainError `wrong-state` */
export function checkUndecided(rightsCase: Pick<RightsCase, 'state'>, wanted: CaseState): void {
  if (!isUndecided(rightsCase)) throw wrongState(rightsCase.state, wanted);
}
