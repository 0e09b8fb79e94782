import { defineEntity, p } from '@mikro-orm/core';

/** Why a session ended. */
export const SESSION_ENDINGS = [
  'signed-out',
  'signed-out-elsewhere',
  'idle',
  'too-old',
  'password-changed',
  'deactivated',
  'refresh-reused',
  'access-changed',
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
  },
});

/**
 * One sign-in of one person. It lives while it has not ended and both limits lie ahead. All refresh tokens of a session
 * share a random family part, so that one that was used up long ago is still known for what it is.
 */
export class Session extends schema.class {}

schema.setClass(Session);
