import { z } from 'zod';
import { SESSION_LACKS } from '../identity/index.js';
import { format } from '../platform/http/index.js';
import { fitsEvent, scopeNames, TOO_MANY_NAMES } from './grants/scope.schemas.js';
import { PURPOSES } from './purposes.js';
import { ownReview } from './reviews/own-review.schemas.js';
import { ROLES } from './roles.js';
import { undertakingState } from './undertakings/undertakings.schemas.js';

/** A new grant. `queues` and `units`: names, or `"all"`. */
export const newGrant = z
  .strictObject({
    role: z.enum(ROLES),
    queues: scopeNames.default('all'),
    units: scopeNames.default('all'),
    ownCallsOnly: z.boolean().default(false),
    purposes: format.each(z.array(z.enum(PURPOSES)).max(PURPOSES.length)).default([]),
    fromOn: format.day,
    untilOn: format.day,
    reason: format.text(1000),
  })
  .refine(grant => grant.fromOn <= grant.untilOn, { path: ['untilOn'], message: 'must not be before fromOn' })
  .refine(fitsEvent, TOO_MANY_NAMES);
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
  /** The open access review of the person's rights that acts first. */
  review: ownReview.nullable(),
  permitted: z.array(z.strictObject({ verb: z.string(), subject: z.string() })),
  purposes: z.array(z.enum(PURPOSES)),
  /** The roles that a second administrator must approve. */
  secondPersonRoles: z.array(z.enum(ROLES)),
  /** Changes with the person's rights; what `GET /me/changes` is asked since. */
  accessEpoch: z.int(),
  mustChangePassword: z.boolean(),
  /** What must be done before anything else opens: a password of one's own, then a second factor. */
  lacks: z.enum(SESSION_LACKS).nullable(),
  /** Off in the demo alone, which every page says. */
  secondFactor: z.enum(['off', 'required']),
  demo: z.boolean(),
});
export type Me = z.infer<typeof me>;
