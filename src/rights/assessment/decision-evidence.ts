import type { CaseRecording } from '../case/case-rows.entity.js';
import type { RefusalGround } from '../case/grounds.js';
import type { Outcome } from '../case/rights.js';
import type { LegalBases } from '../effects/legal-bases.js';

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
  /** Whether an erasure would leave it, since somebody else holds it; of the right to erasure alone. */
  readonly isHeld: boolean;
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
  /** Whether an objection is to direct marketing. */
  readonly isDirectMarketing: boolean;
  /** On what each purpose stands, as the controller has settled it. */
  readonly legalBases: LegalBases;
}

/** Whether something of it is given. */
export function isGiven({ outcome }: Pick<WantedDecision, 'outcome'>): boolean {
  return outcome === 'granted' || outcome === 'partly-granted';
}

/** Whether something of it is refused. */
export function isRefusal({ outcome }: Pick<WantedDecision, 'outcome'>): boolean {
  return outcome === 'refused' || outcome === 'partly-granted';
}

export function isIncluded({ state }: RecordingEvidence): boolean {
  return state === 'included';
}
