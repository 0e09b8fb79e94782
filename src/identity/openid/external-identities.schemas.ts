import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** An identity that the provider has vouched for lately, or one that is named as the provider names it. */
export const newExternalIdentity = z.union([
  z.strictObject({ seenId: format.id }),
  z.strictObject({ issuer: z.url().max(512), subject: format.line(255) }),
]);
export type NewExternalIdentity = z.output<typeof newExternalIdentity>;

/** A link; without `confirmedAt` it waits for the second administrator and opens nothing. */
export const externalIdentityView = z.strictObject({
  id: format.id,
  staffId: format.id,
  issuer: z.string(),
  subject: z.string(),
  proposedBy: format.id,
  proposedByName: z.string().nullable(),
  proposedAt: format.instantOut,
  confirmedBy: format.id.nullable(),
  confirmedByName: z.string().nullable(),
  confirmedAt: format.instantOut.nullable(),
});
export type ExternalIdentityView = z.infer<typeof externalIdentityView>;

export const externalIdentityList = z.strictObject({ items: z.array(externalIdentityView), nextCursor: z.null() });
export type ExternalIdentityList = z.infer<typeof externalIdentityList>;

/** Somebody whom the provider vouches for and nobody has linked; the hints are the provider's words and prove nothing. */
export const seenIdentityView = z.strictObject({
  id: format.id,
  issuer: z.string(),
  subject: z.string(),
  usernameHint: z.string(),
  nameHint: z.string(),
  seenAt: format.instantOut,
});
export type SeenIdentityView = z.infer<typeof seenIdentityView>;

export const seenIdentityList = z.strictObject({ items: z.array(seenIdentityView), nextCursor: z.null() });
export type SeenIdentityList = z.infer<typeof seenIdentityList>;
