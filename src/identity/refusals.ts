import { DomainError } from '../kernel/errors.js';
import type { AskedFactor } from './second-factor/second-factor.schemas.js';
import type { SessionLack } from './sessions/session-lack.js';
import type { PasswordFault } from './passwords/password-policy.js';

export function notSignedIn(): DomainError {
  return new DomainError('unauthenticated', 'not-signed-in', 'Sign in first.');
}

/** The one answer to a wrong password, an unknown name and a person who may not sign in. */
export function signInRefused(): DomainError {
  return new DomainError('unauthenticated', 'sign-in-refused', 'The user name or the password is not right.');
}

export function signInThrottled(retryAfterSeconds: number): DomainError {
  const sentence = 'Too many attempts have failed; wait before the next one.';
  return new DomainError('throttled', 'sign-in-throttled', sentence, { retryAfterSeconds });
}

/** Of everything that a session opens only once it is complete. */
export function incompleteSession(lack: SessionLack): DomainError {
  const [code, sentence] = LACK_REFUSALS[lack];
  return new DomainError('forbidden', code, sentence);
}

const LACK_REFUSALS: Readonly<Record<SessionLack, readonly [code: string, sentence: string]>> = {
  'own-password': ['password-change-required', 'Change your one-time password first.'],
  'second-factor': ['second-factor-setup-required', 'Set up your second factor first.'],
};

/** Of what needs a second factor that was shown just now; the same call passes after a step-up. */
export function stepUpRequired(): DomainError {
  return new DomainError('forbidden', 'step-up-required', 'Show your second factor again for this.');
}

/** The password was right; `asked` says what is to be shown besides. */
export function secondFactorRequired({ challenge, methods, passkey }: AskedFactor): DomainError {
  const details = { challenge, methods, passkey };
  return new DomainError('unauthenticated', 'second-factor-required', 'Show your second factor as well.', details);
}

/** Why a second factor was not taken; the log says it, the answer does not. */
export type FactorRefusal =
  'no-such-challenge' | 'unknown-passkey' | 'not-verified' | 'counter-went-back' | 'wrong-code' | 'changed-meanwhile';

/**
 * The answer to a second factor that was not taken. It says only whether it was asked for too long ago: then another
 * challenge is needed first. `kind` is `unauthenticated` at a sign-in alone.
 */
export function secondFactorRefused(kind: 'unauthenticated' | 'forbidden', because: FactorRefusal): DomainError {
  if (because === 'no-such-challenge') {
    return new DomainError(kind, 'second-factor-expired', 'This took too long, or was answered already; begin again.');
  }
  return new DomainError(kind, 'second-factor-refused', 'This second factor is not right.');
}

export function noSecondFactor(): DomainError {
  return new DomainError('conflict', 'no-second-factor', 'You have no passkey here to show.');
}

/** Of a passkey that was to be registered. */
export function passkeyRefused(because: 'no-such-challenge' | 'not-verified' | 'known-already'): DomainError {
  if (because === 'no-such-challenge') return secondFactorRefused('forbidden', because);
  return new DomainError('unprocessable', 'passkey-refused', 'This passkey cannot be registered.');
}

/** Of a first passkey in a session that is not of a moment ago. */
export function signInAgain(): DomainError {
  return new DomainError('forbidden', 'sign-in-again', 'Sign out and in again, and set up your second factor then.');
}

export function secondFactorOff(): DomainError {
  return new DomainError('conflict', 'second-factor-off', 'The demo does without a second factor.');
}

export function passwordRefused(fault: PasswordFault | 'same-as-before'): DomainError {
  return new DomainError('invalid', 'password-refused', 'This password cannot be taken; choose another.', { fault });
}

/** Of the current password of somebody who is signed in: not 401, which would tell a client to sign in anew. */
export function wrongPassword(): DomainError {
  return new DomainError('forbidden', 'wrong-password', 'The current password is not right.');
}

/** Alike for a link that nobody made, one that was used or replaced, and one that came too late. */
export function enrolmentRefused(): DomainError {
  return new DomainError('forbidden', 'enrolment-refused', 'This link does not work any more; ask for a new one.');
}

/** Only whoever holds the link learns this. */
export function enrolmentUnconfirmed(): DomainError {
  const sentence = 'A second administrator has not confirmed this link yet; ask them for the code.';
  return new DomainError('conflict', 'enrolment-unconfirmed', sentence);
}

/** Only whoever holds the link learns this. */
export function wrongEnrolmentCode(triesLeft: number): DomainError {
  return new DomainError('forbidden', 'wrong-enrolment-code', 'The code is not right.', { triesLeft });
}

/** Of somebody who may do it to others, but not to this person, or not as the second after this one. */
export function notSecondPerson(): DomainError {
  const sentence = 'Another person confirms: neither who made it, nor whom it is about, nor who enrolled them lately.';
  return new DomainError('forbidden', 'not-second-person', sentence);
}

/** Of a user name, extension or directory id. */
export function staffExists(cause: unknown): DomainError {
  const sentence = 'The user name, extension or directory id belongs to somebody.';
  return new DomainError('conflict', 'staff-exists', sentence, {}, { cause });
}

/** Of what somebody asked for while their rights changed. */
export function accessChanged(): DomainError {
  return new DomainError('forbidden', 'access-changed', 'Your access rights have just changed; try again.');
}

export function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody does this to themselves.');
}

export function notActive(): DomainError {
  return new DomainError('conflict', 'not-active', 'This person has been deactivated.');
}
