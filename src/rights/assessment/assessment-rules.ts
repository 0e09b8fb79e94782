import { DomainError } from '../../kernel/errors.js';
import type { CaseRecording } from '../case/case-rows.entity.js';
import type { RefusalGround } from '../case/grounds.js';
import { GROUNDS_OF_WITHHOLDING } from '../case/grounds.js';

/** What somebody decides about a recording. */
export interface WantedAssessment {
  readonly decision: NonNullable<CaseRecording['decision']>;
  readonly ground?: RefusalGround | undefined;
  readonly reasons?: string | undefined;
}

/**
 * Whether the assessment of a recording can stand (domain.md §3): what withholds it, or a part of it, has a ground and reasons in words; a
 * whole copy has none.
 * @throws DomainError `ground-missing`, `ground-does-not-fit`, `reasons-missing`, `ground-not-needed`
 */
export function checkAssessment({ decision, ground, reasons }: WantedAssessment): void {
  if (decision === 'copy') {
    if (ground === undefined) return;
    throw refused('ground-not-needed', 'Only what is withheld, wholly or in part, has a ground.');
  }
  if (ground === undefined) throw refused('ground-missing', 'What is withheld, wholly or in part, has a ground.');
  if (!(GROUNDS_OF_WITHHOLDING as readonly RefusalGround[]).includes(ground)) {
    const sentence = 'On this ground no single recording is withheld.';
    throw refused('ground-does-not-fit', sentence, { grounds: GROUNDS_OF_WITHHOLDING });
  }
  if (reasons === undefined || reasons.trim() === '') {
    throw refused('reasons-missing', 'What is withheld, wholly or in part, has reasons in words.');
  }
}

function refused(code: string, sentence: string, details = {}): DomainError {
  return new DomainError('unprocessable', code, sentence, details);
}
