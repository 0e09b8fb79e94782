import { z } from 'zod';
import { WAVEFORM_BINS } from '../waveform.js';

/** The shape of a recording, for a player to draw. */
export const peaksView = z.strictObject({
  channels: z.int(),
  durationMs: z.int(),
  peaks: z
    .array(z.array(z.int().min(0).max(255)).length(WAVEFORM_BINS))
    .describe(
      'The loudest sample of each bin, 255 at full scale, channel after channel; empty where it could not be made.',
    ),
});

export type PeaksView = z.infer<typeof peaksView>;
