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
] as const;
export type SessionEnding = (typeof SESSION_ENDINGS)[number];

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
