import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { BRAKE_REASONS } from './brake-reason.js';

export const brakeReasonGiven = z.strictObject({ reason: format.text(1000) });
export type BrakeReasonGiven = z.output<typeof brakeReasonGiven>;

const raising = z.strictObject({
  id: format.id,
  reason: z.enum(BRAKE_REASONS),
  /** By how much the clock was off; negative: behind. */
  byMs: z.int(),
  raisedAt: format.instantOut,
});

/** `mayPropose` and `mayRelease` are for who asks. `reason` of a proposal is null once its month's texts are gone. */
const raisedBrake = raising.extend({
  proposal: z
    .strictObject({
      proposedBy: format.id,
      proposerName: z.string().nullable(),
      proposedAt: format.instantOut,
      reason: z.string().nullable(),
    })
    .nullable(),
  mayPropose: z.boolean(),
  mayRelease: z.boolean(),
});
export type RaisedBrake = z.infer<typeof raisedBrake>;

const releasedBrake = raising.extend({
  proposerName: z.string().nullable(),
  releaserName: z.string().nullable(),
  releasedAt: format.instantOut.nullable(),
});
export type ReleasedBrake = z.infer<typeof releasedBrake>;

/** The brake of the purge and the clocks of now; `databaseAheadMs` is null where the database tells no time. */
export const brakeView = z.strictObject({
  serverTime: format.instantOut,
  databaseAheadMs: z.int().nullable(),
  raised: raisedBrake.nullable(),
  released: z.array(releasedBrake),
});
export type BrakeView = z.infer<typeof brakeView>;

/** From when to when a brake was raised; null: it still is. */
export type BrakeSpan = Pick<ReleasedBrake, 'reason' | 'raisedAt' | 'releasedAt'>;
