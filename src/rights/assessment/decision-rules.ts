import { DomainError } from '../../kernel/errors.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import { groundsOf, mayLeaveReasonsOut, type RefusalGround } from '../case/grounds.js';
import type { Outcome, Right } from '../case/rights.js';

/** What somebody decides about a right. */
export interface WantedDecision {
  readonly outcome: Outcome;
  readonly ground?: RefusalGround | undefined;
  /** In words; of reasons that are left out of the answer, why stating them would defeat its purpose. */
  readonly reasons?: string | undefined;
  readonly reasonsLeftOut: boolean;
}

/** A recording of the case as far as decisions rest on it. */
export interface RecordingEvidence {
  readonly state: CaseRecording['state'];
  readonly decision: NonNullable<CaseRecording['decision']> | null;
  /** Whether a second person has confirmed that decision. */
  readonly isConfirmed: boolean;
  /** Whether its redacted copy is approved, and nothing newer waits. */
  readonly hasApprovedCopy: boolean;
}

/** What a decision rests on. */
export interface Evidence {
  /** Searches on record, those with nil results too. */
  readonly searches: number;
  readonly recordings: readonly RecordingEvidence[];
  /** Whether a doubt about identity or a question stops the clock. */
  readonly isStopped: boolean;
  /** Whether it is on record how identity was established; name and identity code alone are no way (domain.md §3). */
  readonly isIdentified: boolean;
}

/** Rights by which a copy of the audio is given (GDPR arts. 15(3), 20(1)). */
const GIVES_A_COPY: ReadonlySet<Right> = new Set(['access', 'portability']);

/**
 * Whether a decision about a right can stand (domain.md §3): a refusal, also of a part, has a ground that fits and reasons in words;
 * what is given was found, sorted out and assessed by two people.
 * @throws DomainError `ground-missing`, `ground-does-not-fit`, `reasons-missing`, `reasons-may-not-be-left-out`, `ground-not-needed`,
 *   `clock-stopped`, `identity-not-established`, `nothing-searched`, `candidates-untriaged`, `recordings-included`, `nothing-included`, `recordings-unassessed`,
 *   `recordings-withheld`, `copies-unapproved`
 */
export function checkDecision(right: Right, decision: WantedDecision, evidence: Evidence): void {
  checkGround(right, decision);
  checkNotStopped(decision, evidence);
  if (gives(decision) && !evidence.isIdentified) throw notIdentified();
  if (decision.outcome === 'nothing-held') checkNothingHeld(evidence);
  if (GIVES_A_COPY.has(right)) checkCopies(decision, evidence);
}

function checkGround(right: Right, { outcome, ground, reasons, reasonsLeftOut }: WantedDecision): void {
  if (outcome !== 'refused' && outcome !== 'partly-granted') {
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
  if (!gives(decision) && !(outcome === 'refused' && ground === 'rights-of-others-15-4')) return;
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
    gives(decision) &&
    included.some(({ decision: copy, hasApprovedCopy }) => copy === 'redacted-copy' && !hasApprovedCopy)
  ) {
    throw notYet('copies-unapproved', 'A second person has approved each redacted copy before the right is decided.');
  }
}

function checkTriaged(recordings: readonly RecordingEvidence[]): void {
  if (recordings.some(({ state }) => state === 'candidate')) {
    throw notYet('candidates-untriaged', 'Each recording that was found is taken up or released first.');
  }
}

function gives({ outcome }: WantedDecision): boolean {
  return outcome === 'granted' || outcome === 'partly-granted';
}

function notIdentified(): DomainError {
  return notYet(
    'identity-not-established',
    'Before a right is granted it is written down how identity was established.',
  );
}

function isIncluded({ state }: RecordingEvidence): boolean {
  return state === 'included';
}

function refused(code: string, sentence: string, details = {}): DomainError {
  return new DomainError('unprocessable', code, sentence, details);
}

function notYet(code: string, sentence: string): DomainError {
  return new DomainError('conflict', code, sentence);
}
