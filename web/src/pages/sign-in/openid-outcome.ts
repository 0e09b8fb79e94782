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

/** The code that the page was opened with, told once; null where there was none. */
export function openIdOutcome(): string | null {
  const told = outcome;
  outcome = null;
  return told;
}
