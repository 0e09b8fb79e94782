import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { isNetwork, MAX_NETWORKS } from './allowed-networks.js';
import { SERVICE_ROLES } from './service-account.entity.js';

const network = z.string().trim().max(64).refine(isNetwork, 'must be a network such as 192.0.2.0/24 or 2001:db8::/32');

/**
 * `expiresOn` is the last day on which the token works, Europe/Helsinki. `networks`: where it may be used from; without
 * any, from anywhere.
 */
export const newServiceAccount = z.strictObject({
  name: format.line(64),
  role: z.enum(SERVICE_ROLES).default('ingest'),
  networks: z.array(network).max(MAX_NETWORKS).default([]),
  expiresOn: format.day,
});
export type NewServiceAccountBody = z.output<typeof newServiceAccount>;

/** A token that replaces the ones before it, which go on to work for `overlapHours`. */
export const newServiceToken = z.strictObject({
  expiresOn: format.day,
  overlapHours: z.number().int().min(0).max(168),
});
export type NewServiceTokenBody = z.output<typeof newServiceToken>;

const tokenView = z.strictObject({
  id: format.id,
  createdAt: format.instantOut,
  createdBy: format.id,
  expiresAt: format.instantOut,
  lastUsedAt: format.instantOut.nullable(),
});

/** `tokens`: those that work. `expiresAt`: when the last of all ends. `expiresSoon`: within 30 days, or past. */
export const serviceAccountView = z.strictObject({
  id: format.id,
  name: z.string(),
  role: z.enum(SERVICE_ROLES),
  networks: z.array(z.string()),
  tokens: z.array(tokenView),
  expiresAt: format.instantOut,
  expiresSoon: z.boolean(),
  createdAt: format.instantOut,
  createdBy: format.id,
  revokedAt: format.instantOut.nullable(),
  lastUsedAt: format.instantOut.nullable(),
  lastUsedFrom: z.string().nullable(),
});
export type ServiceAccountView = z.infer<typeof serviceAccountView>;

/** With the token, which is shown this once and kept nowhere. */
export const createdServiceAccount = serviceAccountView.extend({ token: z.string() });
export type CreatedServiceAccount = z.infer<typeof createdServiceAccount>;

export const serviceAccountList = z.strictObject({ items: z.array(serviceAccountView), nextCursor: z.null() });
export type ServiceAccountList = z.infer<typeof serviceAccountList>;

export const serviceRevocation = z.strictObject({ reason: format.text(1000) });
export type ServiceRevocation = z.output<typeof serviceRevocation>;
