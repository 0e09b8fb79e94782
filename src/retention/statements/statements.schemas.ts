import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { BRAKE_REASONS } from '../brake/brake-reason.js';

/** `YYYY-MM` of Helsinki. */
export const month = z.string().regex(/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM');

const heldFor = z.strictObject({ complaint: z.int(), training: z.int(), 'rights-request': z.int() });

/**
 * What a month came to. `isOver`: nothing is added to it any more. Deletions count by the day on which the key was destroyed;
 * late is more than 24 hours after the period ended. `byPerson` is null for who may not see who did what.
 */
export const statement = z.strictObject({
  month,
  from: format.day,
  to: format.day,
  madeAt: format.instantOut,
  isOver: z.boolean(),
  deleted: z.strictObject({ inTime: z.int(), late: z.int(), erased: z.int(), bytes: z.int() }),
  held: z.strictObject({
    /** Recordings that are held when the statement is made. */
    recordingsNow: z.int(),
    recordingsNowFor: heldFor,
    /** What was decided in the month, by what the log tells. */
    decisions: z.array(z.strictObject({ decision: z.string(), kind: z.string(), times: z.int() })),
  }),
  listening: z.strictObject({
    playbacks: z.int(),
    people: z.int(),
    byPurpose: z.array(z.strictObject({ purpose: z.string(), playbacks: z.int(), people: z.int() })),
    byPerson: z
      .array(
        z.strictObject({
          staffId: format.id,
          displayName: z.string().nullable(),
          purpose: z.string(),
          playbacks: z.int(),
        }),
      )
      .nullable(),
  }),
  lateReviews: z.strictObject({ late: z.int(), stillOpen: z.int() }),
  brakes: z.array(
    z.strictObject({
      reason: z.enum(BRAKE_REASONS),
      raisedAt: format.instantOut,
      releasedAt: format.instantOut.nullable(),
    }),
  ),
  /** Units that could be read for more than 24 hours after their period; `until` is null for those that still can. */
  incidents: z.array(z.strictObject({ dueOn: format.day, units: z.int(), until: format.instantOut.nullable() })),
});
export type Statement = z.infer<typeof statement>;
