const MINUTE_MS = 60_000;

/** So long after it was shown a second factor counts as shown just now. */
export const FRESH_MS = 5 * MINUTE_MS;
/** So long after a session began the first passkey may be set up in it: a found open session is no way to one. */
export const SET_UP_WITHIN_MS = 15 * MINUTE_MS;

/** Whether a second factor that was shown at `shownAt` counts as shown just now. */
export function isFresh(shownAt: Date | null | undefined, now: Date): boolean {
  return !!shownAt && now.getTime() - shownAt.getTime() <= FRESH_MS;
}

/** Whether the first passkey may still be set up in a session that began at `startedAt`. */
function maySetUp(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() <= SET_UP_WITHIN_MS;
}

/** What is known when a person wants to register a passkey. */
export interface RegistrationFacts {
  /** How many the person has. */
  readonly passkeys: number;
  readonly sessionStartedAt: Date;
  readonly secondFactorAt: Date | null | undefined;
}

/** Whether a passkey may be registered, or what must be done first. */
export function registrationVerdict(facts: RegistrationFacts, now: Date): 'allowed' | 'step-up' | 'sign-in' {
  if (facts.passkeys > 0) return isFresh(facts.secondFactorAt, now) ? 'allowed' : 'step-up';
  return maySetUp(facts.sessionStartedAt, now) ? 'allowed' : 'sign-in';
}
