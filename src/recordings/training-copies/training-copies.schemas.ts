import { z } from 'zod';
import { format, pageOf, pageQuery } from '../../platform/http/index.js';
import { mayStandInTheClear, TELLS_WHO } from '../ingest/metadata.schemas.js';
import { markSchema } from '../redacted-copies/mark.schemas.js';
import { REDACTION_METHODS } from '../redaction/marks.js';
import { COPY_STATES } from './training-copy.entity.js';

/** `lapsed`: the recording went before anybody decided; `over`: the copy has gone with its last day. */
const SHOWN_STATES = [...COPY_STATES, 'lapsed', 'over'] as const;

export const newTrainingCopy = z.strictObject({
  course: format.line(120).refine(mayStandInTheClear, TELLS_WHO),
  necessity: format.text(1000),
  until: format.day,
});
export type NewTrainingCopy = z.output<typeof newTrainingCopy>;

/** Whoever approves has listened, and marks what points to a caller or a patient, or says that nothing does. */
export const copyApproval = z.strictObject({
  nothingToRedact: z.boolean().default(false),
  statement: format.text(1000).optional(),
  marks: z.array(markSchema).optional(),
  method: z.enum(REDACTION_METHODS).default('silence'),
});
export type CopyApproval = z.output<typeof copyApproval>;

export const copyRefusal = z.strictObject({ reason: format.text(1000) });
export type CopyRefusal = z.output<typeof copyRefusal>;

export const copyQuery = pageQuery.extend({
  state: z.enum(SHOWN_STATES).optional(),
  recording: format.id.optional(),
});
export type CopyQuery = z.output<typeof copyQuery>;

/** A training copy, or what was asked for. What is `permitted` is for who asks. */
export const copyItem = z.strictObject({
  id: format.id,
  recordingId: format.id,
  callOn: format.day,
  queue: z.string(),
  unit: z.string(),
  course: z.string(),
  until: format.day,
  /** The last day that it has; null where there is no copy. */
  dueOn: format.day.nullable(),
  state: z.enum(SHOWN_STATES),
  requestedBy: format.id,
  requesterName: z.string().nullable(),
  requestedAt: format.instantOut,
  decidedBy: format.id.nullable(),
  deciderName: z.string().nullable(),
  decidedAt: format.instantOut.nullable(),
  releasedAt: format.instantOut.nullable(),
  permitted: z.array(z.enum(['decide', 'release'])),
});
export type CopyItem = z.infer<typeof copyItem>;
export const copyPage = pageOf(copyItem);

/** The same with what was said for it; null once the month of its event is over. */
export const copyView = copyItem.extend({ necessity: z.string().nullable() });
export type CopyView = z.infer<typeof copyView>;
