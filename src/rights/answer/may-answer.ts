import { DomainError } from '../../kernel/errors.js';
import { wrongState } from '../case/case-state.js';
import type { Claim } from '../case/case-rows.entity.js';
import type { Right } from '../case/rights.js';
import type { CaseState, RightsCase } from '../case/rights-case.entity.js';

type Decided = Pick<Claim, 'rightKind' | 'state' | 'outcome'>;

const ANSWERED_IN: readonly CaseState[] = ['decided', 'answered', 'recipients-notified'];

/**
 * A person is answered when two people have decided about each right that was asked for (GDPR art. 12(3); ADR 0015).
 * @throws DomainError `claims-not-confirmed`, `wrong-state`
 */
export function checkMayAnswer({ state }: Pick<RightsCase, 'state'>, claims: readonly Decided[]): void {
  if (claims.length === 0 || !claims.every(isConfirmed)) throw notConfirmed();
  if (!ANSWERED_IN.includes(state)) throw wrongState(state, 'answered');
}

/**
 * The letter says what was done, so it is done first (domain.md §3). @param lacking rights that were granted and nothing was done for
 * @throws DomainError `effects-missing` with the rights
 */
export function checkBroughtAbout(lacking: readonly Right[]): void {
  if (lacking.length === 0) return;
  const sentence = 'What was granted is carried out before the person is told that it was.';
  throw new DomainError('conflict', 'effects-missing', sentence, { rights: [...lacking] });
}

/**
 * A package leaves where access or portability is granted, at least in part (GDPR arts. 15(3), 20), or a disclosure is decided.
 * @throws DomainError as {@link checkMayAnswer}, `nothing-to-give`
 */
export function checkMayRelease({ kind, state }: Pick<RightsCase, 'kind' | 'state'>, claims: readonly Decided[]): void {
  if (kind === 'authority') {
    if (!ANSWERED_IN.includes(state)) throw wrongState(state, 'answered');
    return;
  }
  checkMayAnswer({ state }, claims);
  if (!isGranted(claims, 'access') && !isGranted(claims, 'portability')) throw nothingToGive();
}

/** Whether a right was granted, at least in part. */
export function isGranted(claims: readonly Decided[], right: Claim['rightKind']): boolean {
  return claims.some(
    ({ rightKind, outcome }) => rightKind === right && (outcome === 'granted' || outcome === 'partly-granted'),
  );
}

/** `waiting` was confirmed as well: a part of it waits for the end of a hold. */
function isConfirmed({ state, outcome }: Decided): boolean {
  return (state === 'confirmed' || state === 'waiting') && Boolean(outcome);
}

function notConfirmed(): DomainError {
  const sentence = 'A person is answered when a second person has confirmed the decision about each right.';
  return new DomainError('conflict', 'claims-not-confirmed', sentence);
}

function nothingToGive(): DomainError {
  return new DomainError('conflict', 'nothing-to-give', 'No right was granted by which data are given.');
}
