import { z } from 'zod';
import { isId, NOBODY } from '../../kernel/ids.js';
import { MAX_RESULTS } from './max-results.js';

const DEFAULT_RESULTS = 100;

/** Anything below the least is taken as the least, anything above the most as the most (RFC 7644 §3.4.2.4). */
const within = (least: number, most: number) =>
  z.coerce
    .number()
    .int()
    .transform(value => Math.min(Math.max(value, least), most));

/** What a list may be asked by; unknown parameters are passed over, and sorting is not offered. */
export const scimQuery = z.object({
  filter: z.string().max(4096).optional(),
  startIndex: within(1, 1_000_000).default(1),
  count: within(0, MAX_RESULTS).default(DEFAULT_RESULTS),
  attributes: z.string().max(4096).optional(),
  excludedAttributes: z.string().max(4096).optional(),
});
export type ScimQuery = z.output<typeof scimQuery>;

/** What of one resource is asked for. */
export const scimSelection = scimQuery.pick({ attributes: true, excludedAttributes: true });
export type ScimSelection = z.output<typeof scimSelection>;

/** A message: its attributes are read by their own schemas, which pass over what is not kept. */
export const scimBody = z.record(z.string(), z.unknown());
export type ScimBody = z.output<typeof scimBody>;

export const scimAnswer = z.record(z.string(), z.unknown());

/** The id of a resource, as the client has it from here; any other text is nobody's. */
export const scimId = z
  .string()
  .max(512)
  .transform(text => (isId(text.toLowerCase()) ? text.toLowerCase() : NOBODY));

/** The name of a kind of resource, or the URN of a schema. */
export const scimName = z.string().max(512);
