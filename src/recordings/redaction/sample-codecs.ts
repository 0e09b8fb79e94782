import type { Codec } from '../audio/audio-facts.js';
import { ALAW, ULAW } from '../audio/decode/g711.js';

/** Codecs whose samples have a size of their own: one can be overwritten without touching the next. */
export type SampleCodec = Exclude<Codec, 'gsm' | 'mp3' | 'opus'>;

interface SampleWriting {
  readonly sampleBytes: number;
  /** `wFormatTag` of a WAV file. */
  readonly formatTag: number;
  /** One sample of silence (domain.md §5; G.711 codes the smallest positive level). */
  readonly silence: Buffer;
  /** One sample of a level between -1 and 1. */
  readonly encode: (level: number) => Buffer;
}

export const SAMPLE_CODECS: Readonly<Record<SampleCodec, SampleWriting>> = {
  'pcm-u8': { ...eightBits(1, 0x80), encode: level => Buffer.of(0x80 + Math.round(level * 127)) },
  'pcm-s16': linear(2),
  'pcm-s24': linear(3),
  'pcm-s32': linear(4),
  alaw: { ...eightBits(6, 0xd5), encode: inCodes(ALAW) },
  ulaw: { ...eightBits(7, 0xff), encode: inCodes(ULAW) },
};

function eightBits(formatTag: number, silence: number): Omit<SampleWriting, 'encode'> {
  return { sampleBytes: 1, formatTag, silence: Buffer.of(silence) };
}

function inCodes(samples: Int16Array): SampleWriting['encode'] {
  const nearest = nearestIn(samples);
  return level => Buffer.of(nearest(level));
}

function linear(sampleBytes: number): SampleWriting {
  const highest = 2 ** (8 * sampleBytes - 1) - 1;
  const encode = (level: number) => {
    const sample = Buffer.alloc(sampleBytes);
    sample.writeIntLE(Math.round(level * highest), 0, sampleBytes);
    return sample;
  };
  return { sampleBytes, formatTag: 1, silence: Buffer.alloc(sampleBytes), encode };
}

/** Gives the code whose sample is nearest to a level. */
function nearestIn(samples: Int16Array): (level: number) => number {
  const codes = [...samples.keys()].sort((one, other) => (samples[one] ?? 0) - (samples[other] ?? 0));
  const sampleAt = (place: number) => samples[codes[place] ?? 0] ?? 0;
  return level => {
    const wanted = level * 32_767;
    let [low, high] = [0, codes.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sampleAt(middle) <= wanted) low = middle;
      else high = middle;
    }
    return codes[wanted - sampleAt(low) <= sampleAt(high) - wanted ? low : high] ?? 0;
  };
}
