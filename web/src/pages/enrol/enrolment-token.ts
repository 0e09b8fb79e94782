let token: string | null = null;

/**
 * Takes the token out of the fragment of `/enrol#<token>` before anything else runs: it leaves the address and the
 * browser's history at once and lives in memory only.
 */
export function takeEnrolmentToken(): void {
  if (location.pathname !== '/enrol' || location.hash.length < 2) return;
  token = location.hash.slice(1);
  history.replaceState(history.state, '', location.pathname);
}

/** The token that the page was opened with; null where there was none. */
export function enrolmentToken(): string | null {
  return token;
}
