import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { ENROLMENT_KINDS } from './enrolment.entity.js';

/** A link to be made. A recovery says why, and how the person was known. */
export const newEnrolment = z
  .strictObject({ kind: z.enum(ENROLMENT_KINDS).default('first'), reason: format.text(1000).optional() })
  .refine(({ kind, reason }) => kind === 'first' || reason !== undefined, {
    path: ['reason'],
    message: 'is asked for by a recovery',
  });
export type NewEnrolment = z.output<typeof newEnrolment>;

/** Shown once: only a hash of the token is kept. It travels in a URL's fragment and in a body, never in a path or query. */
export const enrolmentLink = z.strictObject({ id: format.id, token: z.string(), expiresAt: format.instantOut });
export type EnrolmentLink = z.infer<typeof enrolmentLink>;

/** `createdBy` and `confirmedBy`: null for the command line of the server, and while nobody has confirmed. */
export const enrolmentView = z.strictObject({
  id: format.id,
  staffId: format.id,
  kind: z.enum(ENROLMENT_KINDS),
  state: z.enum(['awaiting-confirmation', 'confirmed']),
  createdBy: format.id.nullable(),
  confirmedBy: format.id.nullable(),
  expiresAt: format.instantOut,
  mayConfirm: z.boolean(),
});
export type EnrolmentView = z.infer<typeof enrolmentView>;

/** Those that are open, the oldest first. */
export const enrolmentQuery = z.strictObject({ open: z.literal('true').optional() });
export const enrolmentList = z.strictObject({ items: z.array(enrolmentView), nextCursor: z.null() });
export type EnrolmentList = z.infer<typeof enrolmentList>;

/** Shown once: only a hash is kept. The person is told it by who confirms, not by who made the link. */
export const enrolmentCode = z.strictObject({ code: z.string(), expiresAt: format.instantOut });
export type EnrolmentCode = z.infer<typeof enrolmentCode>;

export const enrolmentCompletion = z.strictObject({
  token: z.string().min(1).max(128),
  code: z.string().min(1).max(64),
  password: z.string().min(1).max(1024),
});
export type EnrolmentCompletion = z.output<typeof enrolmentCompletion>;

/** What the person signs in with from now on. */
export const enrolledView = z.strictObject({ username: z.string() });
export type EnrolledView = z.infer<typeof enrolledView>;
