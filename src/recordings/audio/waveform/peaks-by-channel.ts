import { WAVEFORM_BINS } from '../waveform.js';

/** The bins of each channel of a waveform, 0 to 255. */
export function peaksByChannel(peaks: Uint8Array): number[][] {
  return Array.from({ length: peaks.length / WAVEFORM_BINS }, (_, channel) => [
    ...peaks.subarray(channel * WAVEFORM_BINS, (channel + 1) * WAVEFORM_BINS),
  ]);
}
