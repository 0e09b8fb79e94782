import { z } from 'zod';
import { REFUSAL_GROUNDS } from '../case/grounds.js';
import { OUTCOMES, RIGHTS } from '../case/rights.js';

const count = z.number().int();

export const yearQuery = z.strictObject({ year: z.coerce.number().int().min(2000).max(9999) });
export type YearQuery = z.output<typeof yearQuery>;

/** Requests that were received in the year, as they stand now. */
export const yearView = z.strictObject({
  year: count,
  requests: count,
  /** Requests of authorities. */
  disclosures: count,
  answered: count,
  medianDays: z.number().nullable(),
  late: count,
  lateDays: count,
  stops: z.strictObject({ identity: count, clarification: count }),
  extended: count,
  byRight: z.partialRecord(z.enum(RIGHTS), count),
  byOutcome: z.partialRecord(z.enum(OUTCOMES), count),
  byGround: z.partialRecord(z.enum(REFUSAL_GROUNDS), count),
});
export type YearView = z.infer<typeof yearView>;
