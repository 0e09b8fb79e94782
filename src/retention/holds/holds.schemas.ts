import { z } from 'zod';
import { HOLD_KINDS } from '../../access/index.js';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { reference } from '../../recordings/index.js';
import { HOLD_STATES } from './hold.entity.js';

/** What may be done to a hold, in the words of the routes. */
export const HOLD_ACTS = ['approve', 'refuse', 'extend', 'review', 'release'] as const;
export type HoldAct = (typeof HOLD_ACTS)[number];

const necessity = format.text(2000);
const reason = format.text(2000);

export const newHold = z.strictObject({
  kind: z.enum(HOLD_KINDS),
  reference,
  necessity,
  until: format.day,
  reviewOn: format.day.optional(),
});
export type NewHold = z.output<typeof newHold>;

export const newExtension = z.strictObject({ necessity, until: format.day, reviewOn: format.day.optional() });
export type NewExtension = z.output<typeof newExtension>;

export const newReview = z.strictObject({ nextReviewOn: format.day, reason });
export type NewReview = z.output<typeof newReview>;

export const approval = z.strictObject({});
export type Approval = z.output<typeof approval>;

export const ending = z.strictObject({ reason });
export type EndingWords = z.output<typeof ending>;

/** `overdue`: holds in force whose day of review has passed, or the others. */
export const holdQuery = pageQuery.extend({
  state: z.enum(HOLD_STATES).optional(),
  kind: z.enum(HOLD_KINDS).optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform(text => text === 'true')
    .optional(),
  recording: format.id.optional(),
});
export type HoldQuery = z.output<typeof holdQuery>;

export const holdsOfRecordingQuery = pageQuery;
export type HoldsOfRecordingQuery = z.output<typeof holdsOfRecordingQuery>;

const shown = {
  id: format.id,
  recordingId: format.id,
  call: z.strictObject({ startedAt: format.instantOut, queue: z.string(), unit: z.string() }),
  kind: z.enum(HOLD_KINDS),
  reference: z.string(),
  state: z.enum(HOLD_STATES),
  provisional: z.boolean(),
  inForce: z.boolean(),
  requestedBy: format.id,
  requesterName: z.string().nullable(),
  requestedAt: format.instantOut,
  until: format.day,
  wantedUntil: format.day,
  reviewOn: format.day,
  overdue: z.boolean(),
  continues: format.id.nullable(),
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  endedBy: format.id.nullable(),
  enderName: z.string().nullable(),
  endedAt: format.instantOut.nullable(),
  permitted: z.array(z.enum(HOLD_ACTS)),
};

/**
 * A hold without what people wrote. `reference` is empty of a data subject's request, for whoever sees no requests. `until` is its last day as it stands: of a request, the last day on which it waits;
 * `wantedUntil` is the one that an approval gives it. `inForce`: it keeps the recording today. `permitted` is for who asks.
 */
export const holdItem = z.strictObject(shown);
export type HoldItem = z.infer<typeof holdItem>;
export const holdPage = pageOf(holdItem);

/** A hold with what people wrote; null for a text that is lost with a restored backup. */
export const holdDetails = z.strictObject({
  ...shown,
  necessity: z.string().nullable(),
  endReason: z.string().nullable(),
  reviews: z.array(
    z.strictObject({
      reviewedBy: format.id,
      reviewerName: z.string().nullable(),
      reviewedAt: format.instantOut,
      nextReviewOn: format.day,
      reason: z.string().nullable(),
    }),
  ),
});
export type HoldDetails = z.infer<typeof holdDetails>;
