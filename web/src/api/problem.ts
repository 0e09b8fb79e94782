/** A refused or failed call (RFC 9457). `code` is stable and chooses the sentence that people read; 0 is the status of a call that never arrived. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

/** The problem in the body of an answer; an answer of another form has a code made from its status. */
export function problemOf(status: number, body: unknown): Problem {
  const details = isRecord(body) ? body : {};
  const { code } = details;
  return new Problem(status, typeof code === 'string' ? code : `http-${status}`, details);
}

/** What a failed call is shown as: a problem of the server, or that it could not be reached. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return error instanceof TypeError ? new Problem(0, 'unreachable') : new Problem(0, 'unexpected');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
