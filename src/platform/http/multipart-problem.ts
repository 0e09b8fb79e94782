import { DomainError } from '../../kernel/errors.js';
import { errnoOf } from '../files/durable.js';
import type { RequestInHand } from './requester.js';
import { invalidRequest } from './schema-pipe.js';

const BROKEN = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'FST_MP_PREMATURE_CLOSE'];

/** Where something else was sent than multipart/form-data with `parts`. */
export function multipartExpected(parts: string): DomainError {
  return new DomainError('unsupported-type', 'multipart-expected', `Send multipart/form-data with ${parts}.`);
}

/** What the multipart reader finds wrong with a request is the sender's; the rest stays what it is. */
export function multipartProblem(error: unknown, request: RequestInHand): unknown {
  if (request.raw.destroyed && !request.raw.complete) return broken(error);
  if (error instanceof DomainError) return error;
  const code = errnoOf(error) ?? '';
  if (BROKEN.includes(code) || /unexpected end/i.test(messageOf(error))) return broken(error);
  if (code.startsWith('FST_') && code.endsWith('_LIMIT')) return invalidRequest(['too many or too large parts']);
  const malformed = code.startsWith('FST_') || /^multipart:/i.test(messageOf(error));
  return malformed ? invalidRequest(['not well-formed multipart/form-data']) : error;
}

function broken(cause: unknown): DomainError {
  return new DomainError('invalid', 'upload-broken', 'The upload ended before it was whole.', {}, { cause });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
