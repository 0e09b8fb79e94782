import { DomainError, notFound } from '../../../kernel/errors.js';
import type { Problem } from '../../../platform/http/index.js';
import { offsetWrong } from './part-rows.js';
import { expired } from './uploads.js';

/** What the protocol's library finds wrong with a request; the rest stays what it is. */
export function tusError(error: unknown, maxBytes: number): unknown {
  if (error instanceof DomainError) return error;
  const status = typeof error === 'object' && error !== null && 'status_code' in error ? error.status_code : 0;
  if (status === 404) return notFound();
  if (status === 409) return offsetWrong();
  if (status === 410) return expired();
  if (status === 413) return tooLarge(maxBytes);
  const isOfTheRequest = typeof status === 'number' && status >= 400 && status !== 500;
  return isOfTheRequest ? requestInvalid() : error;
}

/** The answer to a request in another version of the protocol, or in none (tus 1.0, *Tus-Version*). */
export const OTHER_VERSION: Problem = {
  type: 'urn:tallenne:problem:tus-version-expected',
  title: 'Resumable uploads speak tus 1.0.0; say so in the header Tus-Resumable.',
  status: 412,
  code: 'tus-version-expected',
};

export function requestInvalid(): DomainError {
  const sentence = 'The headers of the upload are missing, or do not fit together.';
  return new DomainError('invalid', 'upload-request-invalid', sentence);
}

function tooLarge(maxBytes: number): DomainError {
  const sentence = 'The audio file is larger than this server takes.';
  return new DomainError('too-large', 'audio-too-large', sentence, { maxBytes });
}
