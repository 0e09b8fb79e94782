import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { STAFF_STATUSES } from './staff.entity.js';
import { usernameFormat } from './username.js';

/** A person to be named. `extension` and `directoryId` are how telephone systems and the directory know them. */
export const newStaff = z.strictObject({
  username: usernameFormat,
  displayName: format.line(120),
  unit: format.line(120),
  title: format.line(120),
  email: z.email().max(254).optional(),
  extension: format.line(32).optional(),
  directoryId: format.line(128).optional(),
});
export type NewStaff = z.output<typeof newStaff>;

const staffItem = z.strictObject({
  id: format.id,
  username: z.string(),
  displayName: z.string(),
  unit: z.string(),
  title: z.string(),
  status: z.enum(STAFF_STATUSES),
});
export type StaffItem = z.infer<typeof staffItem>;

/** `enrolled`: has set a password. `enrolmentExpiresAt`: until when the link that was made last still works. */
export const staffView = staffItem.extend({
  email: z.string().nullable(),
  extension: z.string().nullable(),
  directoryId: z.string().nullable(),
  enrolled: z.boolean(),
  enrolmentExpiresAt: format.instantOut.nullable(),
  createdAt: format.instantOut,
  deactivatedAt: format.instantOut.nullable(),
});
export type StaffView = z.infer<typeof staffView>;

export const staffQuery = pageQuery.extend({ status: z.enum(STAFF_STATUSES).optional() });

/** By a part of the name, in the body: a name does not belong in a URL. */
export const staffSearch = staffQuery.extend({ name: format.line(120) });
export type StaffFilters = z.output<typeof staffQuery> & { readonly name?: string };

export const staffPage = pageOf(staffItem);

export const deactivation = z.strictObject({ reason: format.text(1000) });
export type Deactivation = z.output<typeof deactivation>;

/** Shown once: only a hash of the token is kept. It travels in a URL's fragment and in a body, never in a path or query. */
export const enrolmentLink = z.strictObject({ token: z.string(), expiresAt: format.instantOut });
export type EnrolmentLink = z.infer<typeof enrolmentLink>;

export const enrolmentCompletion = z.strictObject({
  token: z.string().min(1).max(128),
  password: z.string().min(1).max(1024),
});
export type EnrolmentCompletion = z.output<typeof enrolmentCompletion>;

/** What the person signs in with from now on. */
export const enrolledView = z.strictObject({ username: z.string() });
export type EnrolledView = z.infer<typeof enrolledView>;
