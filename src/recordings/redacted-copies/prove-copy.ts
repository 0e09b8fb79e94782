import { DomainError } from '../../kernel/errors.js';
import type { ReadFile } from '../redaction/copy-form.js';
import type { Redaction } from '../redaction/marks.js';
import { verifyCopy, type CopyFault, type KnownRecording, type Verdict } from '../redaction/verify-copy.js';

/** What the verification of a stored copy has proved: the hashes of both files. */
export type Proof = Extract<Verdict, { proven: true }>;

/**
 * Reads a stored copy beside the original once more, and gives what that proves.
 * @throws DomainError `copy-not-verified` with the kind of fault, and what reading either throws
 */
export async function proveCopy(
  recording: KnownRecording,
  redaction: Redaction,
  original: ReadFile,
  copy: ReadFile,
): Promise<Proof> {
  const verdict = await verifyCopy(recording, redaction, original, copy);
  if (!verdict.proven) throw notVerified(verdict.fault);
  return verdict;
}

function notVerified({ kind }: CopyFault): DomainError {
  const sentence = 'The copy is not what it must be beside its original; nothing was kept of it.';
  return new DomainError('unprocessable', 'copy-not-verified', sentence, { fault: kind });
}
