import { isAllowedFrom } from './allowed-networks.js';

/** What is known of a token that somebody presents. */
export interface PresentedToken {
  readonly networks: readonly string[];
  readonly accountRevokedAt: Date | null;
  readonly tokenRevokedAt: Date | null;
  readonly expiresAt: Date;
}

/** Why a token that was once given is refused now. */
export type TokenRefusal = 'account-revoked' | 'token-revoked' | 'token-expired' | 'network-not-allowed';

/** Why the use of a token at `now` from `address` is refused; null where it is not. */
export function refusalOf(token: PresentedToken, now: Date, address: string): TokenRefusal | null {
  if (token.accountRevokedAt !== null) return 'account-revoked';
  if (token.tokenRevokedAt !== null) return 'token-revoked';
  if (token.expiresAt <= now) return 'token-expired';
  return isAllowedFrom(token.networks, address) ? null : 'network-not-allowed';
}

const HOUR_MS = 3_600_000;

/** When a token that is replaced at `now` ends: with the overlap, and never later than it would have ended anyway. */
export function endAfterOverlap(expiresAt: Date, now: Date, overlapHours: number): Date {
  return new Date(Math.min(expiresAt.getTime(), now.getTime() + overlapHours * HOUR_MS));
}

/** From how long before its end a token is told to be expiring soon. */
const SOON_MS = 30 * 24 * HOUR_MS;

/** Whether the last token of an account ends within 30 days of `now`, or has ended already. */
export function isExpiringSoon(expiresAt: Date, now: Date): boolean {
  return expiresAt.getTime() - now.getTime() <= SOON_MS;
}
