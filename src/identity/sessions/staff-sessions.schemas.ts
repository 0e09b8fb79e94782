import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { SIGN_IN_WAYS } from './session.entity.js';

/** Where the person sits is not told: nobody needs it to end a session. */
const staffSessionView = z.strictObject({
  id: format.id,
  startedAt: format.instantOut,
  lastSeenAt: format.instantOut,
  expiresAt: format.instantOut,
  /** How the person came in; null for a session that began before that was written down. */
  way: z.enum(SIGN_IN_WAYS).nullable(),
});
export type StaffSessionView = z.infer<typeof staffSessionView>;

export const staffSessionList = z.strictObject({ items: z.array(staffSessionView), nextCursor: z.null() });
export type StaffSessionList = z.infer<typeof staffSessionList>;

/** All of the person's sessions where none is named. */
export const sessionEndingWish = z.strictObject({ sessionId: format.id.optional(), reason: format.text(1000) });
export type SessionEndingWish = z.output<typeof sessionEndingWish>;

export const endedSessions = z.strictObject({ ended: z.int().min(0) });
export type EndedSessions = z.infer<typeof endedSessions>;
