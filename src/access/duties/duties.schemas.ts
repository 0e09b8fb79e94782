import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { grantView } from '../access.schemas.js';
import { BATCH_OUTCOMES } from './duty-batch.entity.js';
import { DUTY_FIELDS, DUTY_ORIGINS } from './duty-change.entity.js';

/** New duties; what is left out stays as it is. `queue` may be empty; `managerId` null: nobody. A past day counts as today. */
export const newDuties = z.strictObject({
  unit: format.line(120).optional(),
  title: format.line(120).optional(),
  queue: z.union([z.literal(''), format.line(120)]).optional(),
  managerId: format.id.nullable().optional(),
  effectiveOn: format.day.optional(),
  reason: format.text(1000),
});
export type NewDuties = z.output<typeof newDuties>;

/** New duties that are only thought of: what would they do? */
export const wishedDuties = newDuties.omit({ reason: true });
export type WishedDuties = z.output<typeof wishedDuties>;

/** The review that new duties would open: its days, who decides until it escalates, and the grants that are examined. */
const foreseenReview = z.strictObject({
  suspendOn: format.day,
  escalateOn: format.day,
  revokeOn: format.day,
  reviewerName: z.string().nullable(),
  deputyNames: z.array(z.string()),
  grants: z.array(grantView),
});
export type ForeseenReview = z.infer<typeof foreseenReview>;

/** What new duties would do. `fields`: what of them is new; `review` is null where none would be opened. */
export const foreseenDuties = z.strictObject({
  fields: z.array(z.enum(DUTY_FIELDS)),
  effectiveOn: format.day,
  opens: z.enum(['duties', 'manager']).nullable(),
  waitsInBatch: z.boolean(),
  review: foreseenReview.nullable(),
});
export type ForeseenDuties = z.infer<typeof foreseenDuties>;

const duties = z.strictObject({
  unit: z.string(),
  title: z.string(),
  queue: z.string(),
  managerId: format.id.nullable(),
  managerName: z.string().nullable(),
});

/** `state`: waits in a batch, for its day, is in effect, or was withdrawn. */
const dutyChange = duties.extend({
  id: format.id,
  staffId: format.id,
  staffName: z.string(),
  fields: z.array(z.enum(DUTY_FIELDS)),
  effectiveOn: format.day,
  opens: z.enum(['duties', 'manager']).nullable(),
  origin: z.enum(DUTY_ORIGINS),
  enteredAt: format.instantOut,
  enteredBy: format.id.nullable(),
  reason: z.string().nullable(),
  batchId: format.id.nullable(),
  reviewId: format.id.nullable(),
  state: z.enum(['held', 'coming', 'in-effect', 'withdrawn']),
});
export type DutyChangeView = z.infer<typeof dutyChange>;

/** Present duties, null for who is deactivated, and every change of them, newest first. */
export const dutiesView = z.strictObject({ present: duties.nullable(), changes: z.array(dutyChange) });
export type DutiesView = z.infer<typeof dutiesView>;

/** What became of new duties: `change` is null when nothing of them was new. */
export const enteredDuties = z.strictObject({ change: dutyChange.nullable() });
export type EnteredDuties = z.infer<typeof enteredDuties>;

export const withdrawal = z.strictObject({ reason: format.text(1000) });
export type Withdrawal = z.output<typeof withdrawal>;

/** Batches; only the decided, or the waiting ones where `decided` is given. */
export const batchQuery = pageQuery.extend({ decided: z.stringbool().optional() });
export type BatchQuery = z.output<typeof batchQuery>;

const batchItem = z.strictObject({
  id: format.id,
  openedAt: format.instantOut,
  enteredBy: format.id.nullable(),
  changes: z.number().int(),
  decidedAt: format.instantOut.nullable(),
  decidedBy: format.id.nullable(),
  outcome: z.enum(BATCH_OUTCOMES).nullable(),
});
export type BatchItem = z.infer<typeof batchItem>;
export const batchPage = pageOf(batchItem);

/** A batch with its changes. `mayDecide`: whether the rules let who asks. */
export const batchView = batchItem.extend({ items: z.array(dutyChange), mayDecide: z.boolean() });
export type BatchView = z.infer<typeof batchView>;

export const batchDecision = z.strictObject({ outcome: z.enum(BATCH_OUTCOMES), reason: format.text(1000) });
export type BatchDecision = z.output<typeof batchDecision>;
