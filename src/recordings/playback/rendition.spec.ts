import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renditionOf, type Encoded } from './rendition.js';

const OFFSET = 58;
const ALAW: Encoded = { container: 'wav', codec: 'alaw', channels: 2, sampleRateHz: 8000, sizeBytes: 0 };

/** A file of bytes that are told apart, its recording, and how it is read. */
function file(form: Partial<Encoded>, samplesBytes: number) {
  const bytes = Buffer.from(
    Array.from({ length: OFFSET + samplesBytes + 7 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24),
  );
  const recording = { ...ALAW, sizeBytes: bytes.length, samplesOffset: OFFSET, samplesBytes, ...form };
  const read = (first: number, last: number) => Promise.resolve(Buffer.from(bytes.subarray(first, last + 1)));
  return { recording, read };
}

async function whole(form: Partial<Encoded>, samplesBytes: number) {
  const { recording, read } = file(form, samplesBytes);
  const rendition = renditionOf(recording);
  if (!rendition) throw new Error('there is no rendition');
  return { rendition, read, bytes: await rendition.read(0, rendition.sizeBytes - 1, read) };
}

describe('the rendition of a recording', () => {
  it.each([
    ['A-law', {}, 5000, 44 + 10_000],
    ['µ-law on one channel', { codec: 'ulaw', channels: 1 }, 5001, 44 + 10_002],
    ['GSM in WAV49', { codec: 'gsm', channels: 1 }, 65 * 700, 44 + 700 * 640],
    ['bare GSM', { codec: 'gsm', container: 'gsm', channels: 1 }, 33 * 1201, 44 + 1201 * 320],
  ] as const)('of %s is as long as it says, and the same in any range', async (_, form, samplesBytes, sizeBytes) => {
    const { rendition, read, bytes } = await whole(form, samplesBytes);
    expect([rendition.sizeBytes, bytes.length]).toEqual([sizeBytes, sizeBytes]);
    const place = fc.integer({ min: 0, max: sizeBytes - 1 });
    await fc.assert(
      fc.asyncProperty(place, place, async (one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        expect((await rendition.read(first, last, read)).equals(bytes.subarray(first, last + 1))).toBe(true);
      }),
      {
        numRuns: 25,
        examples: [
          [0, 43],
          [43, 44],
          [44, 44],
        ],
      },
    );
  });

  it('leaves out what is no whole block', async () => {
    expect((await whole({}, 5001)).rendition.sizeBytes).toBe(44 + 10_000);
  });

  it('is none where browsers play the recording as it is, or nobody knows where its samples lie', () => {
    for (const codec of ['pcm-u8', 'pcm-s16', 'pcm-s24', 'pcm-s32', 'mp3', 'opus'] as const)
      expect(renditionOf({ ...ALAW, codec, samplesOffset: 44, samplesBytes: 100 })).toBeNull();
    expect(renditionOf({ ...ALAW, samplesOffset: null, samplesBytes: null })).toBeNull();
  });
});
