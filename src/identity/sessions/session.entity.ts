import { defineEntity, p } from '@mikro-orm/core';

/** Why a session ended. */
export const SESSION_ENDINGS = [
  'signed-out',
  'signed-out-elsewhere',
  'idle',
  'too-old',
  'password-changed',
  'second-factor-changed',
  'deactivated',
  'refresh-reused',
  'access-changed',
  'unlinked',
  'ended-by-administrator',
] as const;
export type SessionEnding = (typeof SESSION_ENDINGS)[number];

/**
 * How somebody came in: with a password alone (the demo, or until a second factor is set up), with a second factor shown here, vouched
 * for by the organisation's identity provider, or as the bearer of a token of that provider.
 */
export const SIGN_IN_WAYS = ['password', 'second-factor', 'openid', 'bearer'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

const schema = defineEntity({
  name: 'Session',
  tableName: 'session',
  indexes: [
    { name: 'session_living', properties: ['staffId'], where: { endedAt: null } },
    { name: 'session_ended', properties: ['endedAt'] },
  ],
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    startedAt: p.datetime(3),
    lastSeenAt: p.datetime(3),
    idleExpiresAt: p.datetime(3),
    absoluteExpiresAt: p.datetime(3),
    refreshFamilyHash: p.text().hidden().unique('session_refresh_family'),
    refreshHash: p.text().hidden(),
    previousRefreshHash: p.text().hidden().nullable(),
    rotatedAt: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    endedBecause: p.enum(SESSION_ENDINGS).nullable(),
    address: p.text(),
    way: p.enum(SIGN_IN_WAYS).nullable(),
    secondFactorAt: p.datetime(3).nullable(),
    providerTokenHash: p.text().hidden().unique('session_provider_token').nullable(),
  },
});

/**
 * One sign-in of one person. It lives while it has not ended and both limits lie ahead. All refresh tokens of a session
 * share a random family part, so that one that was used up long ago is still known for what it is. `secondFactorAt`: when the
 * second factor was shown last, here or at the identity provider; null while the person has none (or in the demo).
 * `providerTokenHash`: of the identity provider's token whose bearer the session is, for clients that have no other.
 */
export class Session extends schema.class {}

schema.setClass(Session);
