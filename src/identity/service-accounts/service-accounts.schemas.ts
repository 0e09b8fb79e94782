import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { SERVICE_ROLES } from './service-account.entity.js';

/** `expiresOn` is the last day on which the token works, Europe/Helsinki. */
export const newServiceAccount = z.strictObject({ name: format.line(64), expiresOn: format.day });
export type NewServiceAccountBody = z.output<typeof newServiceAccount>;

export const serviceAccountView = z.strictObject({
  id: format.id,
  name: z.string(),
  role: z.enum(SERVICE_ROLES),
  expiresAt: format.instantOut,
  createdAt: format.instantOut,
  createdBy: format.id,
  revokedAt: format.instantOut.nullable(),
  lastUsedAt: format.instantOut.nullable(),
});
export type ServiceAccountView = z.infer<typeof serviceAccountView>;

/** With the token, which is shown this once and kept nowhere. */
export const createdServiceAccount = serviceAccountView.extend({ token: z.string() });
export type CreatedServiceAccount = z.infer<typeof createdServiceAccount>;

export const serviceAccountList = z.strictObject({ items: z.array(serviceAccountView), nextCursor: z.null() });
export type ServiceAccountList = z.infer<typeof serviceAccountList>;

export const serviceRevocation = z.strictObject({ reason: format.text(1000) });
export type ServiceRevocation = z.output<typeof serviceRevocation>;
