import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { SESSION_LACKS } from './session-lack.js';

const MAX_TYPED = 1024;

/** `code` is a recovery code; where no second factor is set up it is ignored. */
export const signInBody = z.strictObject({
  username: format.line(MAX_TYPED),
  password: z.string().min(1).max(MAX_TYPED),
  code: z.string().max(64).optional(),
});
export type SignInBody = z.output<typeof signInBody>;

/** The access token is for clients without cookies; a browser gets the same one as a cookie. */
export const signedInView = z.strictObject({
  accessToken: z.string(),
  expiresAt: format.instantOut,
  staff: z.strictObject({ id: format.id, username: z.string(), displayName: z.string() }),
  mustChangePassword: z.boolean(),
  /** What opens before anything else does: a password of one's own, then a second factor. */
  lacks: z.enum(SESSION_LACKS).nullable(),
});
export type SignedInView = z.infer<typeof signedInView>;

const sessionView = z.strictObject({
  id: format.id,
  startedAt: format.instantOut,
  lastSeenAt: format.instantOut,
  expiresAt: format.instantOut,
  address: z.string(),
  current: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;

export const sessionList = z.strictObject({ items: z.array(sessionView), nextCursor: z.null() });
export type SessionList = z.infer<typeof sessionList>;

export const passwordChange = z.strictObject({
  currentPassword: z.string().min(1).max(MAX_TYPED),
  newPassword: z.string().min(1).max(MAX_TYPED),
});
export type PasswordChange = z.output<typeof passwordChange>;
