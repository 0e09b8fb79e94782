import { z } from 'zod';
import { MARK_REASONS } from '../redaction/marks.js';

/** A stretch to hide: whole milliseconds of the recording, the end not included; channels count from 0. */
export const markSchema = z.strictObject({
  channel: z.union([z.literal('all'), z.int().min(0)]),
  fromMs: z.int().min(0),
  toMs: z.int().min(0),
  reason: z.enum(MARK_REASONS),
});
