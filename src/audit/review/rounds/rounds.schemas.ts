import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../../platform/http/index.js';
import { eventView } from '../../audit.schemas.js';
import { isInOrder, NOT_IN_ORDER, period } from '../period.js';
import { MARKS } from './review-round.entity.js';

/** A round over the days from `fromOn` to `toOn`, both included. */
export const newRound = z
  .strictObject({ ...period, sampleSize: z.int().min(1).max(2000) })
  .refine(isInOrder, NOT_IN_ORDER);
export type NewRound = z.output<typeof newRound>;

export const roundQuery = pageQuery;
export type RoundQuery = z.output<typeof roundQuery>;

/** How anybody comes to the same sample from an export of the log: everything that it takes, beside the round's own fields. */
const recipe = z.strictObject({
  seed: z.string(),
  drawn: z.string(),
  actions: z.array(z.string()),
});

export const roundView = z.strictObject({
  id: format.id,
  fromOn: format.day,
  toOn: format.day,
  sampleSize: z.int(),
  treeSize: z.int(),
  root: z.base64(),
  checkpoint: z.string(),
  seed: z.string(),
  recipe,
  openedAt: format.instantOut,
  openedBy: format.id,
  closedAt: format.instantOut.nullable(),
  closedBy: format.id.nullable(),
});
export type RoundView = z.infer<typeof roundView>;
export const roundPage = pageOf(roundView);

export const roundDetails = roundView.extend({ items: z.int(), unmarked: z.int(), findings: z.int() });
export type RoundDetails = z.infer<typeof roundDetails>;

/** Items of a round; only those with, or without, a mark where `marked` is given. */
export const itemQuery = pageQuery.extend({ marked: z.stringbool().optional() });
export type ItemQuery = z.output<typeof itemQuery>;

export const markView = z.strictObject({
  id: format.id,
  mark: z.enum(MARKS),
  markedBy: format.id,
  markedAt: format.instantOut,
  text: z.string().nullable(),
});
export type MarkView = z.infer<typeof markView>;

/** `event` is null once it has been pruned from the log. The last of `marks` counts. */
const item = z.strictObject({
  eventId: format.id,
  event: eventView.nullable(),
  why: z.array(z.strictObject({ because: z.string(), facts: z.record(z.string(), z.unknown()) })),
  marks: z.array(markView),
});
export type ItemView = z.infer<typeof item>;
export const itemPage = pageOf(item);

const onEvent = { eventId: format.id };

/** A finding says what was found, who answers for it, and until when. */
export const newMark = z.discriminatedUnion('mark', [
  z.strictObject({ ...onEvent, mark: z.literal('in-order'), text: format.text(2000).optional() }),
  z.strictObject({
    ...onEvent,
    mark: z.literal('finding'),
    text: format.text(2000),
    ownerId: format.id,
    dueOn: format.day,
  }),
]);
export type NewMark = z.output<typeof newMark>;
export type NewFinding = Extract<NewMark, { mark: 'finding' }>;

export const marked = z.strictObject({ id: format.id, findingId: format.id.nullable() });
export type Marked = z.infer<typeof marked>;
