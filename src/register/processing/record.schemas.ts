import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { textsOfLanguages } from '../papers/text-block.schemas.js';

/** The record of processing: what it says, and what it was made of. */
export const processingRecord = z.strictObject({
  asOf: format.instantOut,
  title: z.strictObject({ fi: z.string(), sv: z.string(), en: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  texts: textsOfLanguages,
});
export type ProcessingRecord = z.infer<typeof processingRecord>;
