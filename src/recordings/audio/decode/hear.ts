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

/** Floating point samples, -1 to 1, in 16 bits. `Int16Array.from` would first make a list of them all, many times as large. */
export function inSixteenBits(samples: Float32Array): Int16Array {
  const { max, min, round } = Math; // looked up once, not for each sample
  const whole = new Int16Array(samples.length);
  for (let at = 0; at < samples.length; at += 1)
    whole[at] = max(-32_768, min(32_767, round((samples[at] ?? 0) * 32_768)));
  return whole;
}
