/**
 * What went wrong, in the terms that decide the answer: each kind has one HTTP status, chosen in `platform/http`.
 * `not-found` stands for "does not exist" and "this person may not see it" alike.
 */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported-type'
  | 'range'
  | 'unprocessable'
  | 'throttled'
  | 'unavailable';

/** One detail of a problem answer: a JSON value; what is undefined is left out. */
export type ErrorDetail =
  string | number | boolean | undefined | readonly ErrorDetail[] | { readonly [name: string]: ErrorDetail };

/** More that a problem answer may carry. Nothing personal, no token, no key; a challenge opens nothing by itself. */
export type ErrorDetails = Readonly<Record<string, ErrorDetail>>;

/** An error with a stable code for programs and a safe sentence for people (RFC 9457). */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    sentence: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** The one answer for what a person may not see and for what does not exist. */
export function notFound(): DomainError {
  return new DomainError('not-found', 'not-found', 'There is nothing here that you may see.');
}
