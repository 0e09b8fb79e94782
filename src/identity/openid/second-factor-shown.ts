/** The claims with which a provider says how somebody signed in. */
export interface AuthenticationClaims {
  readonly [claim: string]: unknown;
  /** Authentication methods (RFC 8176). */
  readonly amr?: unknown;
  /** Authentication context (OpenID Connect Core §2). */
  readonly acr?: unknown;
  /** The same as Entra ID writes it. */
  readonly acrs?: unknown;
  /** When the person showed themselves to the provider, whole seconds since 1970. */
  readonly auth_time?: unknown;
}

/**
 * Whether the provider says that two factors were shown. With `requiredAcr` only that context does; without, the method
 * `mfa` (RFC 8176 §2). A single strong method (`hwk`, `fpt`) is one factor.
 */
export function showsSecondFactor({ amr, acr, acrs }: AuthenticationClaims, requiredAcr: string | null): boolean {
  if (requiredAcr !== null) return acr === requiredAcr || holds(acrs, requiredAcr);
  return holds(amr, 'mfa');
}

/**
 * When the factors were shown: with single sign-on that may be hours ago. Where the provider does not say, the start of time, so
 * that it never counts as just now.
 */
export function shownAtOf({ auth_time: authTime }: AuthenticationClaims, now: Date): Date {
  if (typeof authTime !== 'number' || !Number.isFinite(authTime)) return new Date(0);
  return new Date(Math.min(Math.max(0, authTime * 1000), now.getTime()));
}

function holds(values: unknown, wanted: string): boolean {
  return Array.isArray(values) && values.includes(wanted);
}
