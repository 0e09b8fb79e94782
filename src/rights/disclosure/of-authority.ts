import { DomainError } from '../../kernel/errors.js';
import { wrongState } from '../case/case-state.js';
import type { CaseState, RightsCase } from '../case/rights-case.entity.js';

/** @throws DomainError `not-of-authority`, `wrong-state` unless it is where one of `from` is */
export function checkDisclosure(
  { kind, state }: Pick<RightsCase, 'kind' | 'state'>,
  from: readonly CaseState[],
  to: CaseState,
): void {
  if (kind !== 'authority') {
    throw new DomainError('conflict', 'not-of-authority', 'This belongs to the written request of an authority.');
  }
  if (!from.includes(state)) throw wrongState(state, to);
}
