import { DomainError } from '../../kernel/errors.js';
import type { Claim } from '../case/case-rows.entity.js';
import type { Right } from '../case/rights.js';
import { checkMayGo } from '../case/case-state.js';
import type { CaseState } from '../case/rights-case.entity.js';
import type { LeftUndone } from '../effects/left-undone.js';

/** A claim as far as the close of its case goes by it. */
export type ClaimAtClose = Pick<Claim, 'rightKind' | 'state'> & { readonly outcome?: Claim['outcome'] };

/** What is left of a case, and whether somebody has not been told of what was done last. */
export interface LeftAtClose extends LeftUndone {
  readonly untold: boolean;
}

/** Of what is done under these each recipient is told, unless there is none (GDPR art. 19). */
const TOLD_OF: ReadonlySet<Right> = new Set(['rectification', 'erasure', 'restriction']);

/**
 * Whether a case may be closed: its recipients were notified, or it is answered and there is nothing that they are told of. An erasure
 * that waits for the end of a hold does not keep it open: it returns by itself. What waits for anything else does.
 * @throws DomainError `wrong-state`, `claims-open`, `recipients-not-notified`, `effects-left`, `restriction-stands`
 */
export function checkMayClose(state: CaseState, claims: readonly ClaimAtClose[], left: LeftAtClose): void {
  checkMayGo(state, 'closed');
  if (claims.some(claim => claim.state === 'open' || claim.state === 'decided')) throw claimsOpen();
  const tells = state === 'recipients-notified' || claims.some(concernsRecipients);
  if (tells && (state === 'answered' || left.untold)) throw notNotified();
  if (left.underWay || left.erasure) throw effectsLeft();
  if (left.restriction) throw restrictionStands();
}

function concernsRecipients({ rightKind, outcome }: ClaimAtClose): boolean {
  return TOLD_OF.has(rightKind) && (outcome === 'granted' || outcome === 'partly-granted');
}

function claimsOpen(): DomainError {
  return new DomainError('conflict', 'claims-open', 'A case is closed when each right in it is decided by two people.');
}

function notNotified(): DomainError {
  const sentence = 'Whoever received the recordings is told of it first (GDPR art. 19).';
  return new DomainError('conflict', 'recipients-not-notified', sentence);
}

function effectsLeft(): DomainError {
  const sentence =
    'Something waits for its second person, is being brought about, or waits until the person has the copy.';
  return new DomainError('conflict', 'effects-left', sentence);
}

function restrictionStands(): DomainError {
  const sentence =
    'Nothing is weighed any more: the person is told, and the restriction is lifted first (GDPR art. 18(3)).';
  return new DomainError('conflict', 'restriction-stands', sentence);
}
