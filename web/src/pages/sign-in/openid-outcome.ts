const PARAMETER = 'signIn';

let outcome: string | null = null;

/**
 * Takes what the server says of a sign-in at the identity provider (`?signIn=<code>`) out of the address before anything else
 * runs, so that the page can be reloaded and kept without it.
 */
export function takeOpenIdOutcome(): void {
  const address = new URL(location.href);
  outcome = address.searchParams.get(PARAMETER);
  if (outcome === null) return;
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', `${address.pathname}${address.search}${address.hash}`);
}

/** The code that the page was opened with, until it is told; null where there was none. */
export function openIdOutcome(): string | null {
  return outcome;
}

/** Says that the code stands on the page: a page that was begun and given up before it was drawn has told nobody. */
export function openIdOutcomeIsTold(): void {
  outcome = null;
}
