import type { RedactionMethod } from './marks.js';
import { SAMPLE_CODECS, type SampleCodec } from './sample-codecs.js';

const TONE_HZ = 440;
/** -20 dBFS. */
const TONE_LEVEL = 0.1;

/**
 * What stands under the marks, on each channel alike: frame `n` of the copy has the sample `n modulo the number of samples`. It
 * depends on the form and the place in the copy only, on nothing of the original.
 */
export interface Fill {
  /** Encoded samples of one channel, one after the other. */
  readonly samples: Buffer;
  readonly sampleBytes: number;
}

interface Filled {
  readonly codec: SampleCodec;
  readonly sampleRateHz: number;
}

export function fillOf(method: RedactionMethod, { codec, sampleRateHz }: Filled): Fill {
  const { sampleBytes, silence, encode } = SAMPLE_CODECS[codec];
  if (method === 'silence') return { samples: silence, sampleBytes };
  const length = sampleRateHz / greatestDivisor(sampleRateHz, TONE_HZ); // after which the tone repeats itself
  const levels = Array.from({ length }, (_, frame) =>
    encode(TONE_LEVEL * Math.sin((2 * Math.PI * TONE_HZ * frame) / sampleRateHz)),
  );
  return { samples: Buffer.concat(levels), sampleBytes };
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
