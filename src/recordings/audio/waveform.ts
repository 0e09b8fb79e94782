/** How many bins the waveform of a recording has on each channel. */
export const WAVEFORM_BINS = 1800;

/** The shape of a recording: what a player draws, and what tells silence. */
export interface Waveform {
  /** {@link WAVEFORM_BINS} bins a channel, channel after channel: the loudest sample of each, 0 to 255. */
  readonly peaks: Uint8Array;
  /** The loudest sample of all, in dB below full scale (0 or less); -96 for digital silence. */
  readonly loudestDbfs: number;
}
