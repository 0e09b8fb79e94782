import { z } from 'zod';
import { format } from '../../../platform/http/index.js';
import { eventSelection } from '../../audit.schemas.js';
import { isInOrder, NOT_IN_ORDER, period } from '../period.js';

/** What is counted: events of days, all that match every filter that is given. */
export const countQuery = eventSelection.omit({ from: true, to: true }).extend(period).refine(isInOrder, NOT_IN_ORDER);
export type CountQuery = z.output<typeof countQuery>;

/** By hour where the period has three days or fewer. Hours and days without events are left out. */
export const eventCounts = z.strictObject({
  by: z.enum(['hour', 'day']),
  /** `at`: where the hour, or the day in Europe/Helsinki, begins; `notDone`: refused or failed, among `events`. */
  items: z.array(z.strictObject({ at: format.instantOut, events: z.int(), notDone: z.int() })),
});
export type EventCounts = z.infer<typeof eventCounts>;

export const shareQuery = z.strictObject(period).refine(isInOrder, NOT_IN_ORDER);
export type ShareQuery = z.output<typeof shareQuery>;

/** How often recordings were played for a purpose, and by how many people; of a month (`YYYY-MM`) those days that lie in the period. */
export const purposeShares = z.strictObject({
  items: z.array(
    z.strictObject({
      purpose: z.string(),
      playbacks: z.int(),
      people: z.int(),
      months: z.array(z.strictObject({ month: z.string(), playbacks: z.int() })),
    }),
  ),
});
export type PurposeShares = z.infer<typeof purposeShares>;
