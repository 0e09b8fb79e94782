import { DomainError } from '../kernel/errors.js';
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
