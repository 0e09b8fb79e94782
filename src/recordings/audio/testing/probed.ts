import { DomainError } from '../../../kernel/errors.js';
import type { AudioFacts } from '../audio-facts.js';
import { ProbeAudio } from '../probe-audio.js';

/** What the probe makes of a file that comes in pieces of so many bytes. */
export function probe(bytes: Buffer, pieceBytes = bytes.length): AudioFacts {
  const reader = new ProbeAudio();
  const step = Math.max(1, pieceBytes);
  for (let at = 0; at < bytes.length; at += step) reader.take(bytes.subarray(at, at + step));
  return reader.finish();
}

/** `taken`, or the code of the refusal. */
export function codeOf(bytes: Buffer, pieceBytes?: number): string {
  try {
    probe(bytes, pieceBytes);
    return 'taken';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
