import { DomainError } from '../../kernel/errors.js';
import type { RecordingEvidence } from './decision-evidence.js';

/** @throws DomainError `candidates-untriaged` */
export function checkTriaged(recordings: readonly RecordingEvidence[]): void {
  if (recordings.some(({ state }) => state === 'candidate')) {
    throw notYet('candidates-untriaged', 'Each recording that was found is taken up or released first.');
  }
}

/** Of a decision that can never stand as it is. */
export function refused(code: string, sentence: string, details = {}): DomainError {
  return new DomainError('unprocessable', code, sentence, details);
}

/** Of one that something else comes before. */
export function notYet(code: string, sentence: string): DomainError {
  return new DomainError('conflict', code, sentence);
}
