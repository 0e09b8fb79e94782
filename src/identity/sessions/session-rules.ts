import { isHashOf } from '../opaque-token.js';

const MINUTE_MS = 60_000;

/** A session ends when its person has done nothing for so long, */
export const IDLE_LIMIT_MS = 60 * MINUTE_MS;
/** and in any case after one working day. */
export const ABSOLUTE_LIMIT_MS = 12 * 60 * MINUTE_MS;
/** An access token is accepted for so long. */
export const ACCESS_TOKEN_MS = 15 * MINUTE_MS;
/** Being seen is written at most so often. */
export const SEEN_EVERY_MS = MINUTE_MS;
/** So long after a rotation the token before it still renews: two tabs may ask at once. */
export const REFRESH_GRACE_MS = 10_000;

/** When a session that was last seen at `seenAt` ends for want of use. */
export function idleExpiry(seenAt: Date): Date {
  return new Date(seenAt.getTime() + IDLE_LIMIT_MS);
}

/** When a session that began at `startedAt` ends in any case. */
export function absoluteExpiry(startedAt: Date): Date {
  return new Date(startedAt.getTime() + ABSOLUTE_LIMIT_MS);
}

/** What is known of a session when it is to be judged. */
export interface SessionFacts {
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
  readonly endedAt?: Date | null | undefined;
}

/** Whether the session has not ended and both limits lie ahead. */
export function isLiving({ endedAt, idleExpiresAt, absoluteExpiresAt }: SessionFacts, now: Date): boolean {
  return !endedAt && now < idleExpiresAt && now < absoluteExpiresAt;
}

/** What is kept of the refresh tokens of a session. */
export interface RefreshFacts {
  readonly refreshHash: string;
  readonly previousRefreshHash?: string | null | undefined;
  readonly rotatedAt?: Date | null | undefined;
}

/**
 * What to do with a refresh token of the session's family: the current one is used up and replaced; the one before it
 * still renews for {@link REFRESH_GRACE_MS} without being replaced; any other was used before, so two parties hold it
 * and one of them should not (RFC 9700 §4.14.2).
 */
export function judgeRefresh(facts: RefreshFacts, token: string, now: Date): 'rotate' | 'repeat' | 'reuse' {
  if (isHashOf(facts.refreshHash, token)) return 'rotate';
  const { previousRefreshHash, rotatedAt } = facts;
  const justRotated = !!rotatedAt && now.getTime() - rotatedAt.getTime() <= REFRESH_GRACE_MS;
  return justRotated && previousRefreshHash && isHashOf(previousRefreshHash, token) ? 'repeat' : 'reuse';
}
