import { groundsOf, mayLeaveReasonsOut } from '../case/grounds.js';
import type { Right } from '../case/rights.js';
import { checkMayBeRefused } from './absolute-rights.js';
import { isGiven, isIncluded, isRefusal, type Evidence, type WantedDecision } from './decision-evidence.js';
import { checkTriaged, notYet, refused } from './decision-refusals.js';
import { checkErasure } from './erasure-rules.js';
import { checkPortability } from './portability-rules.js';

/** Rights by which a copy of the audio is given (GDPR arts. 15(3), 20(1)). */
const GIVES_A_COPY: ReadonlySet<Right> = new Set(['access', 'portability']);

/**
 * Whether a decision about a right can stand (domain.md §3): a refusal, also of a part, has a ground that fits and reasons in words;
 * what is given was found, sorted out and assessed by two people.
 * @throws DomainError `cannot-be-refused`, `nothing-portable`, `something-portable`, `recordings-held`, `nothing-kept`, `everything-kept`, `ground-missing`, `ground-does-not-fit`, `reasons-missing`, `reasons-may-not-be-left-out`, `ground-not-needed`,
 *   `clock-stopped`, `identity-not-established`, `nothing-searched`, `candidates-untriaged`, `recordings-included`, `nothing-included`, `recordings-unassessed`,
 *   `recordings-withheld`, `copies-unapproved`
 */
export function checkDecision(right: Right, decision: WantedDecision, evidence: Evidence): void {
  checkMayBeRefused(right, decision, evidence);
  checkGround(right, decision);
  checkNotStopped(decision, evidence);
  if (isGiven(decision) && !evidence.isIdentified) throw notIdentified();
  if (right === 'portability') checkPortability(decision, evidence);
  if (decision.outcome === 'nothing-held') checkNothingHeld(evidence);
  if (GIVES_A_COPY.has(right)) checkCopies(decision, evidence);
  if (right === 'erasure') checkErasure(decision, evidence);
}

function checkGround(right: Right, { outcome, ground, reasons, reasonsLeftOut }: WantedDecision): void {
  if (!isRefusal({ outcome })) {
    if (ground !== undefined || reasonsLeftOut) throw refused('ground-not-needed', 'Only a refusal has a ground.');
    return;
  }
  if (ground === undefined) throw refused('ground-missing', 'A refusal, also of a part, has a ground.');
  if (!groundsOf(right).includes(ground)) {
    const details = { right, grounds: groundsOf(right) };
    throw refused('ground-does-not-fit', 'This right cannot be refused on this ground.', details);
  }
  if (reasons === undefined || reasons.trim() === '')
    throw refused('reasons-missing', 'A refusal has reasons in words.');
  if (reasonsLeftOut && !mayLeaveReasonsOut(ground)) {
    const sentence = 'The person is told the reasons, except on a ground of section 34 of the Data Protection Act.';
    throw refused('reasons-may-not-be-left-out', sentence);
  }
}

/** While it is not clear who asks or for what, only that itself can end the matter (GDPR art. 12(2), (6)): nothing is given. */
function checkNotStopped({ outcome, ground }: WantedDecision, { isStopped }: Evidence): void {
  const isUnknown = outcome === 'refused' && ground === 'not-identifiable-12-2';
  if (!isStopped || outcome === 'withdrawn' || isUnknown) return;
  throw notYet('clock-stopped', 'A question to the person is open; nothing else is decided before it is answered.');
}

function checkNothingHeld({ searches, recordings }: Evidence): void {
  if (searches === 0) throw notYet('nothing-searched', 'That nothing is held is known after a search.');
  checkTriaged(recordings);
  if (recordings.some(isIncluded)) {
    throw notYet('recordings-included', 'Recordings of the person have been taken up into the case.');
  }
}

function checkCopies(decision: WantedDecision, { recordings }: Evidence): void {
  const { outcome, ground } = decision;
  // Others' rights are met by redaction first (EDPB Guidelines 01/2022), so each recording has been looked at.
  if (!isGiven(decision) && !(outcome === 'refused' && ground === 'rights-of-others-15-4')) return;
  checkTriaged(recordings);
  const included = recordings.filter(isIncluded);
  if (included.length === 0) throw notYet('nothing-included', 'No recording has been taken up into the case.');
  if (!included.every(({ decision: copy, isConfirmed }) => copy !== null && isConfirmed)) {
    throw notYet('recordings-unassessed', 'Two people assess each recording before the right is decided.');
  }
  if (outcome === 'granted' && included.some(({ decision: copy }) => copy === 'withheld')) {
    throw refused('recordings-withheld', 'Where a recording is withheld, the right is granted in part at most.');
  }
  if (
    isGiven(decision) &&
    included.some(({ decision: copy, hasApprovedCopy }) => copy === 'redacted-copy' && !hasApprovedCopy)
  ) {
    throw notYet('copies-unapproved', 'A second person has approved each redacted copy before the right is decided.');
  }
}

function notIdentified() {
  return notYet(
    'identity-not-established',
    'Before a right is granted it is written down how identity was established.',
  );
}
