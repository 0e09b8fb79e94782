import { SetMetadata } from '@nestjs/common';

/** What may stand between a person who has signed in and everything else, in the order in which it is asked for. */
export const SESSION_LACKS = ['own-password', 'second-factor'] as const;
export type SessionLack = (typeof SESSION_LACKS)[number];

/** What is known of a session and its person when the question is what is missing. */
export interface CompletenessFacts {
  /** The person still has a one-time password. */
  readonly mustChangePassword: boolean;
  /** Whether a second factor was ever shown in the session. */
  readonly secondFactorShown: boolean;
  /** Whether one is needed here: everywhere but in the demo. */
  readonly secondFactorRequired: boolean;
}

/** The first thing that the session lacks; null for a complete one. */
export function lackOf(facts: CompletenessFacts): SessionLack | null {
  if (facts.mustChangePassword) return 'own-password';
  return facts.secondFactorRequired && !facts.secondFactorShown ? 'second-factor' : null;
}

export const OPEN_LACKING = Symbol('open lacking');

/** Opens a signed-in route also to a person whose session lacks one of `lacks`; all others stay shut until it is complete. */
export function OpenLacking(...lacks: readonly SessionLack[]): MethodDecorator {
  return SetMetadata(OPEN_LACKING, lacks);
}
