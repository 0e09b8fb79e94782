import fc from 'fast-check';
import type { Mark, Redaction } from '../marks.js';
import type { SampleCodec } from '../sample-codecs.js';

/** A recording in any form that is redacted in place, and marks on it. */
export interface RandomSet {
  readonly codec: SampleCodec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly frames: number;
  /** Bytes of a last frame that is not whole. */
  readonly brokenBytes: number;
  /** What the samples are made of. */
  readonly noise: number;
  /** In what pieces the original and the copy come. */
  readonly pieceBytes: number;
  readonly redaction: Redaction;
}

/** What an attacker would look for: it stands in chunks around the samples. */
export const CANARY = 'Maija Meikäläinen 010100A901H';

/** Bytes of a sample; its silence (domain.md §5); format tag. Written down here once more, apart from the engine. */
export const CODECS = {
  'pcm-u8': { bytes: 1, silence: 0x80, tag: 1 },
  'pcm-s16': { bytes: 2, silence: 0, tag: 1 },
  'pcm-s24': { bytes: 3, silence: 0, tag: 1 },
  'pcm-s32': { bytes: 4, silence: 0, tag: 1 },
  alaw: { bytes: 1, silence: 0xd5, tag: 6 },
  ulaw: { bytes: 1, silence: 0xff, tag: 7 },
} as const;

export const RANDOM_SETS: fc.Arbitrary<RandomSet> = fc
  .record({
    codec: fc.constantFrom('pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'alaw', 'ulaw'),
    channels: fc.constantFrom(1, 2),
    sampleRateHz: fc.constantFrom(8000, 8000, 11_025, 16_000, 7999),
    frames: fc.integer({ min: 100, max: 24_000 }),
    noise: fc.integer(),
    pieceBytes: fc.constantFrom(1021, 4096, 65_536, 1_048_576),
    broken: fc.nat(7),
    method: fc.constantFrom('silence', 'tone'),
  })
  .chain(({ broken, method, ...set }) =>
    marksOn(set).map(marks => ({
      ...set,
      brokenBytes: broken % (set.channels * CODECS[set.codec].bytes),
      redaction: { marks, method },
    })),
  );

function marksOn({ channels, frames, sampleRateHz }: Pick<RandomSet, 'channels' | 'frames' | 'sampleRateHz'>) {
  const durationMs = Math.round((frames * 1000) / sampleRateHz);
  const one = fc
    .record({
      channel: fc.constantFrom<number | 'all'>('all', ...Array.from({ length: channels }, (_, channel) => channel)),
      fromMs: fc.nat(durationMs - 1),
      lastsMs: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 300 }) }, fc.integer({ min: 1, max: 5000 })),
      reason: fc.constantFrom('patient', 'third-person', 'staff', 'secret'),
    })
    .map(({ lastsMs, ...mark }) => ({ ...mark, toMs: Math.min(mark.fromMs + lastsMs, durationMs) }));
  return fc.array(one, { maxLength: 6 });
}

/** Whether any part of a frame lies in a mark of its channel or the 150 ms around it, reckoned without a division. */
export function isHidden({ redaction, sampleRateHz }: RandomSet, frame: number, channel: number): boolean {
  return redaction.marks.some(
    (mark: Mark) =>
      (mark.channel === 'all' || mark.channel === channel) &&
      (frame + 1) * 1000 > (mark.fromMs - 150) * sampleRateHz &&
      frame * 1000 < (mark.toMs + 150) * sampleRateHz,
  );
}
