import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { grantView } from '../access.schemas.js';
import { fitsEvent, scopeNames, TOO_MANY_NAMES } from '../grants/scope.schemas.js';
import { PURPOSES } from '../purposes.js';
import { REVIEW_DECISIONS } from '../subjects.js';
import { ITEM_DECISIONS, REVIEW_KINDS, REVIEW_OUTCOMES } from './access-review.entity.js';

/** Reviews; only the closed, or the open ones where `closed` is given; of one person where `staff` is, of one campaign where `campaign` is. */
export const reviewQuery = pageQuery.extend({
  closed: z.stringbool().optional(),
  staff: format.id.optional(),
  campaign: format.id.optional(),
});
export type ReviewQuery = z.output<typeof reviewQuery>;

/** What is left of a grant: in every way at most as much as before, in one less. */
export const narrowedGrant = z
  .strictObject({
    queues: scopeNames,
    units: scopeNames,
    ownCallsOnly: z.boolean(),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
    untilOn: format.day,
  })
  .refine(fitsEvent, TOO_MANY_NAMES);
export type NarrowedGrant = z.output<typeof narrowedGrant>;

const decision = z
  .strictObject({
    grantId: format.id,
    decision: z.enum(REVIEW_DECISIONS),
    reason: format.text(1000),
    narrowed: narrowedGrant.optional(),
  })
  .refine(({ decision, narrowed }) => (decision === 'narrow') === (narrowed !== undefined), {
    path: ['narrowed'],
    message: 'goes with narrow, and with nothing else',
  });

/** Decisions on grants of one review: all of them, or none. */
export const reviewDecisions = z.strictObject({
  decisions: z
    .array(decision)
    .min(1)
    .max(100)
    .refine(list => new Set(list.map(({ grantId }) => grantId)).size === list.length, 'decides once on a grant'),
});
export type WantedDecision = z.output<typeof decision>;
export type ReviewDecisions = z.output<typeof reviewDecisions>;

export const namedReviewer = z.strictObject({ reviewerId: format.id });
export type NamedReviewer = z.output<typeof namedReviewer>;

/** `reviewerId` is null where no manager could be named; deputies decide too, and any administrator from `escalateOn`. */
const reviewItem = z.strictObject({
  id: format.id,
  staffId: format.id,
  staffName: z.string(),
  kind: z.enum(REVIEW_KINDS),
  openedAt: format.instantOut,
  effectiveOn: format.day,
  suspendOn: format.day,
  escalateOn: format.day,
  revokeOn: format.day,
  reviewerId: format.id.nullable(),
  reviewerName: z.string().nullable(),
  deputyIds: z.array(format.id),
  escalated: z.boolean(),
  suspended: z.boolean(),
  closedAt: format.instantOut.nullable(),
  outcome: z.enum(REVIEW_OUTCOMES).nullable(),
});
export type ReviewItemView = z.infer<typeof reviewItem>;
export const reviewPage = pageOf(reviewItem);

/** A review with each of its grants. `mayDecide`: what who asks may decide on it, as far as the rules go. */
export const reviewView = reviewItem.extend({
  dutyChangeId: format.id.nullable(),
  deputyNames: z.array(z.string()),
  items: z.array(
    z.strictObject({
      grant: grantView,
      decision: z.enum(ITEM_DECISIONS).nullable(),
      reason: z.string().nullable(),
      decidedAt: format.instantOut.nullable(),
      decidedBy: format.id.nullable(),
      decidedByName: z.string().nullable(),
      replacementId: format.id.nullable(),
      mayDecide: z.array(z.enum(REVIEW_DECISIONS)),
    }),
  ),
});
export type ReviewView = z.infer<typeof reviewView>;
