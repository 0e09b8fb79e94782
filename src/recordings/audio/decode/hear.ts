/** Is given decoded samples of one channel, in order: every `step`th of `samples` from `first` on. */
export type Hear = (channel: number, samples: Int16Array, first: number, step: number) => void;

/** Decodes an audio file as it streams by. */
export interface AudioDecoder {
  take(bytes: Buffer): Promise<void> | void;
  /** Decodes what is left. */
  finish(): Promise<void> | void;
  /** Lets go of what it holds outside of the heap; nothing may be asked of it afterwards. */
  free(): void;
}

/** Floating point samples, -1 to 1, in 16 bits. */
export function inSixteenBits(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, sample => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
}
