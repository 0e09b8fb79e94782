import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { enrolmentView } from '../enrolment/enrolment.schemas.js';
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

/** `enrolled`: has a way in, be it a password, a linked identity or a passkey. `enrolment`: what waits for a second person, or for the person; ends at `enrolmentExpiresAt`. */
export const staffView = staffItem.extend({
  email: z.string().nullable(),
  extension: z.string().nullable(),
  directoryId: z.string().nullable(),
  enrolled: z.boolean(),
  enrolmentExpiresAt: format.instantOut.nullable(),
  enrolment: enrolmentView.nullable(),
  createdAt: format.instantOut,
  deactivatedAt: format.instantOut.nullable(),
});
export type StaffView = z.infer<typeof staffView>;

export const staffQuery = pageQuery.extend({ status: z.enum(STAFF_STATUSES).optional() });

/** By a part of the name, in the body: a name does not belong in a URL. */
export const staffSearch = staffQuery.extend({ name: format.line(120) });
export type StaffFilters = z.output<typeof staffQuery> & { readonly name?: string };

export const staffPage = pageOf(staffItem);

/** Corrections; what is left out stays, null empties. Unit, queue and post change as duties. */
export const staffChanges = z.strictObject({
  displayName: format.line(120).optional(),
  email: z.email().max(254).nullable().optional(),
  extension: format.line(32).nullable().optional(),
  directoryId: format.line(128).nullable().optional(),
});
export type StaffChanges = z.output<typeof staffChanges>;
