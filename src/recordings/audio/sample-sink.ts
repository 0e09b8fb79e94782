import type { Codec } from './audio-facts.js';

/** How samples lie in a file: blocks of the same size, each of the same number of samples a channel. */
export interface SampleForm {
  readonly codec: Codec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly blockBytes: number;
  readonly blockSamples: number;
}

/** Is given the encoded samples of a file as they are found: pieces of any size, in order. */
export type SampleSink = (bytes: Buffer, form: SampleForm) => void;

export const nowhere: SampleSink = () => undefined;

/** What whole blocks of so many bytes last, in ms. */
export function durationOf(bytes: number, { blockBytes, blockSamples, sampleRateHz }: SampleForm): number {
  return Math.round((Math.floor(bytes / blockBytes) * blockSamples * 1000) / sampleRateHz);
}
