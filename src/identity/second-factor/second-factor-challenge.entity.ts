import { defineEntity, p } from '@mikro-orm/core';

export const CHALLENGE_PURPOSES = ['sign-in', 'step-up', 'registration'] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

const schema = defineEntity({
  name: 'SecondFactorChallenge',
  tableName: 'second_factor_challenge',
  indexes: [{ name: 'second_factor_challenge_age', properties: ['expiresAt'] }],
  properties: {
    challengeHash: p.text().primary(),
    staffId: p.uuid().index('second_factor_challenge_staff'),
    purpose: p.enum(CHALLENGE_PURPOSES),
    sessionId: p.uuid().nullable(),
    expiresAt: p.datetime(3),
  },
});

/**
 * What one person is asked to answer to, for one purpose, once. `sessionId` is that of a person who is signed in already;
 * null at a sign-in. Of the challenge only the hash is kept.
 */
export class SecondFactorChallenge extends schema.class {}

schema.setClass(SecondFactorChallenge);
