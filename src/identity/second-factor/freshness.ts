import type { SignInWay } from '../sessions/session.entity.js';

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
  readonly way: SignInWay | null | undefined;
  readonly sessionStartedAt: Date;
  readonly secondFactorAt: Date | null | undefined;
}

/**
 * Whether a passkey may be registered, or what must be done first. Never by a token of the provider, which whoever has copied it bears
 * as well. Where the provider vouched for a second factor it must have been shown just now: a session begins by itself there while the
 * person is signed in, hours after anybody showed anything.
 */
export function registrationVerdict(facts: RegistrationFacts, now: Date): 'allowed' | 'step-up' | 'sign-in' {
  if (facts.way === 'bearer') return 'sign-in';
  if (facts.passkeys > 0) return isFresh(facts.secondFactorAt, now) ? 'allowed' : 'step-up';
  if (facts.secondFactorAt) return isFresh(facts.secondFactorAt, now) ? 'allowed' : 'sign-in';
  return maySetUp(facts.sessionStartedAt, now) ? 'allowed' : 'sign-in';
}
