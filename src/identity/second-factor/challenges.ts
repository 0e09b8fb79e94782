import { SecondFactorChallenge, type ChallengePurpose } from './second-factor-challenge.entity.js';
import type { EntityManager } from '../../platform/database/index.js';
import { hashToken, newToken } from '../opaque-token.js';

/** How long an answer is waited for. */
export const CHALLENGE_MS = 5 * 60_000;

/** Whom a challenge is for, and what for. */
export interface ChallengeFor {
  readonly staffId: string;
  readonly purpose: ChallengePurpose;
  /** Null at a sign-in. */
  readonly sessionId: string | null;
}

/** Makes a challenge of 256 random bits, base64url, in the caller's transaction. */
export async function issueChallenge(em: EntityManager, whom: ChallengeFor, now: Date): Promise<string> {
  const challenge = newToken();
  const expiresAt = new Date(now.getTime() + CHALLENGE_MS);
  await em.nativeDelete(SecondFactorChallenge, { staffId: whom.staffId, expiresAt: { $lte: now } });
  await em.insert(SecondFactorChallenge, { ...whom, challengeHash: hashToken(challenge), expiresAt });
  return challenge;
}

/** Whose challenge of a sign-in it is; null for one that nobody made, that was used up, or that is too old. */
export async function staffOfChallenge(em: EntityManager, challenge: string, now: Date): Promise<string | null> {
  const where = { challengeHash: hashToken(challenge), purpose: 'sign-in', expiresAt: { $gt: now } } as const;
  return (await em.findOne(SecondFactorChallenge, where))?.staffId ?? null;
}

/** Uses a challenge up. False where it is not that of `whom`, was used up before, or is too old. */
export async function useChallenge(
  em: EntityManager,
  challenge: string,
  whom: ChallengeFor,
  now: Date,
): Promise<boolean> {
  const where = { ...whom, challengeHash: hashToken(challenge), expiresAt: { $gt: now } };
  return (await em.nativeDelete(SecondFactorChallenge, where)) === 1;
}
