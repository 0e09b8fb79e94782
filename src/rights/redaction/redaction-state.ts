import type { Redaction } from '../case/case-output.entity.js';
import { checkMayGo, wrongState } from '../case/case-state.js';
import type { CaseState, RightsCase } from '../case/rights-case.entity.js';

type Version = Pick<Redaction, 'recordingId' | 'version' | 'state'>;

const WORKED_ON: readonly CaseState[] = ['assessing', 'redacting', 'in-review'];

/** Copies are made between the search and the decision. @throws DomainError `wrong-state` */
export function checkWorkedOn({ state }: Pick<RightsCase, 'state'>): void {
  if (!WORKED_ON.includes(state)) throw wrongState(state, 'redacting');
}

/** Where a case is by the versions of all its redactions: in review when each recording has a copy that waits or is approved. */
export function stateOfRedactions(versions: readonly Version[]): 'redacting' | 'in-review' {
  const recordings = new Set(versions.map(({ recordingId }) => recordingId));
  const isReady = (recordingId: string) => {
    const state = newest(versions.filter(version => version.recordingId === recordingId))?.state;
    return state === 'rendered' || state === 'approved';
  };
  return [...recordings].every(isReady) ? 'in-review' : 'redacting';
}

/** Takes a case to where its redactions say that it is. */
export function goWithRedactions(rightsCase: RightsCase, versions: readonly Version[]): void {
  const to = stateOfRedactions(versions);
  if (rightsCase.state === to) return;
  checkMayGo(rightsCase.state, to);
  rightsCase.state = to;
}

/**
 * The version of a recording's copy that may be released: the approved one, unless something newer waits to be rendered or
 * reviewed. Null where there is none: nothing leaves with an unreviewed mark (issue F, part 5).
 */
export function releasable<T extends Version>(versions: readonly T[]): T | null {
  const last = newest(versions);
  return last?.state === 'approved' ? last : null;
}

/** What was rejected counts for nothing. */
function newest<T extends Version>(versions: readonly T[]): T | undefined {
  const standing = versions.filter(({ state }) => state !== 'rejected');
  return standing.toSorted((one, other) => other.version - one.version)[0];
}
