import { z } from 'zod';
import { format } from '../platform/http/index.js';
import { PURPOSES } from './purposes.js';
import { ROLES } from './roles.js';
import { UNDERTAKING_LANGUAGES } from './undertakings/undertaking-text.js';

const scope = z.array(format.line(120)).min(1).max(200);

/** A new grant. `queues` and `units`: names, or `"all"`. */
export const newGrant = z
  .strictObject({
    role: z.enum(ROLES),
    queues: z.union([z.literal('all'), scope]).default('all'),
    units: z.union([z.literal('all'), scope]).default('all'),
    ownCallsOnly: z.boolean().default(false),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length).default([]),
    fromOn: format.day,
    untilOn: format.day,
    reason: format.text(1000),
  })
  .refine(grant => grant.fromOn <= grant.untilOn, { path: ['untilOn'], message: 'must not be before fromOn' });
export type NewGrant = z.output<typeof newGrant>;

export const grantView = z.strictObject({
  id: format.id,
  staffId: format.id,
  role: z.enum(ROLES),
  queues: z.union([z.literal('all'), z.array(z.string())]),
  units: z.union([z.literal('all'), z.array(z.string())]),
  ownCallsOnly: z.boolean(),
  purposes: z.array(z.enum(PURPOSES)),
  fromOn: format.day,
  untilOn: format.day,
  reason: z.string(),
  grantedBy: format.id.nullable(),
  createdAt: format.instantOut,
  suspended: z.boolean(),
  revokedAt: format.instantOut.nullable(),
  revokedBy: format.id.nullable(),
});
export type GrantView = z.infer<typeof grantView>;

/** Grants of one person, or of everybody; revoked ones too where `history` is true. */
export const grantQuery = z.strictObject({
  staff: format.id.optional(),
  history: z.stringbool().default(false),
});
export type GrantQuery = z.output<typeof grantQuery>;

export const grantList = z.strictObject({ items: z.array(grantView), nextCursor: z.null() });

export const revocation = z.strictObject({ reason: format.text(1000) });
export type Revocation = z.output<typeof revocation>;

export const acknowledgement = z.strictObject({
  version: format.line(32),
  language: z.enum(UNDERTAKING_LANGUAGES),
});
export type Acknowledgement = z.output<typeof acknowledgement>;

const undertakingState = z.strictObject({
  version: z.string(),
  acknowledged: z.boolean(),
  texts: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
});

/** Who is signed in, and what is permitted: the client shows only what the rules allow. */
export const me = z.strictObject({
  id: format.id,
  username: z.string(),
  displayName: z.string(),
  unit: z.string(),
  title: z.string(),
  roles: z.array(z.enum(ROLES)),
  grants: z.array(grantView),
  undertaking: undertakingState,
  /** An open access review of the person's rights; comes with issue C. */
  review: z.null(),
  permitted: z.array(z.strictObject({ verb: z.string(), subject: z.string() })),
  purposes: z.array(z.enum(PURPOSES)),
  mustChangePassword: z.boolean(),
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;
