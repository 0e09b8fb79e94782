import { asProblem } from './problem.js';

/** The server's code for a request too many: nothing was done, and nothing is wrong. */
const TOO_MANY = 'too-many-requests';
const LONGEST_SECONDS = 120;

/** For how long the server wants to be asked nothing after a request too many; null after everything else. */
export function busyForMs(error: unknown): number | null {
  const { code, details } = asProblem(error);
  if (code !== TOO_MANY) return null;
  const seconds = Number(details['retryAfterSeconds']);
  return Math.min(seconds > 0 ? seconds : LONGEST_SECONDS, LONGEST_SECONDS) * 1000;
}

/** After a request too many, what is not there yet is asked for again by itself, when the server says so. */
export function whenLessBusy({ data, error }: { readonly data: unknown; readonly error: unknown }): number | false {
  return data === undefined ? (busyForMs(error) ?? false) : false;
}
