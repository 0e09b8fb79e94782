import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placed } from './copy-form.js';
import type { Mark } from './marks.js';
import { redactedCopy } from './redacted-copy.js';
import { knownRecording, readIn, whole } from './testing/known-recording.js';
import { RANDOM_SETS } from './testing/random-sets.js';
import { faultsOf } from './testing/set-faults.js';
import { faultsOfTone, TONES } from './testing/tones.js';

const MARK: Mark = { channel: 'all', fromMs: 600, toMs: 800, reason: 'patient' };
/** `npm run test:redaction` runs a thousand and more. */
const SETS = Number(process.env.REDACTION_SETS ?? 100);

/** Written by ffmpeg 7.1: `-f lavfi -i anullsrc=r=8000:cl=mono -t 1 -c:a pcm_alaw -bitexact`. */
const HEADER = Buffer.from(
  'UklGRnIfAABXQVZFZm10IBIAAAAGAAEAQB8AAEAfAAABAAgAAABmYWN0BAAAAEAfAABkYXRhQB8AAA==',
  'base64',
);

/** A second of A-law, and nothing else. */
function second(): Buffer {
  return Buffer.concat([HEADER, Buffer.alloc(8000, 0x11)]);
}

describe('a redacted copy', () => {
  it('of PCM and G.711 is identical outside of the marks, holds nothing of the original inside, and what is wrong is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(RANDOM_SETS, async set => {
        expect(await faultsOf(set)).toEqual([]);
      }),
      { numRuns: SETS },
    );
  });

  it.each(TONES)('of $name has nothing of its tone inside the marks, and lasts as long', async tone => {
    expect(await faultsOfTone(tone)).toEqual([]);
  });

  it('begins with the header that ffmpeg writes', async () => {
    const file = second();
    const { bytes } = redactedCopy(knownRecording(file), { marks: [], method: 'silence' }, readIn(999, file));
    expect((await whole(bytes)).equals(file)).toBe(true);
  });

  it('can be read again', async () => {
    const file = second();
    const { bytes } = redactedCopy(knownRecording(file), { marks: [MARK], method: 'tone' }, readIn(999, file));
    expect((await whole(bytes)).equals(await whole(bytes))).toBe(true);
  });

  it('comes in pieces of at most 256 KiB, in however large ones the original comes', async () => {
    const { form, bytes } = longCopy();
    const sizes: number[] = [];
    for await (const { length } of bytes()) sizes.push(length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(form.sizeBytes);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
  });

  it('fails where the original ends too early', async () => {
    const file = second();
    const short = readIn(999, file.subarray(0, -1));
    const { bytes } = redactedCopy(knownRecording(file), { marks: [MARK], method: 'silence' }, short);
    await expect(whole(bytes)).rejects.toMatchObject({ code: 'audio-truncated' });
  });

  it('fails where what is decoded is not as long as the recording', async () => {
    const [tone] = TONES.filter(({ name }) => name === 'Ogg Opus');
    if (!tone) throw new Error('there is no Opus');
    const recording = knownRecording(tone.file);
    for (const durationMs of [recording.durationMs - 60, recording.durationMs + 60]) {
      const wrong = redactedCopy(
        { ...recording, durationMs },
        { marks: [], method: 'silence' },
        readIn(999, tone.file),
      );
      await expect(whole(wrong.bytes)).rejects.toMatchObject({ code: 'copy-length-differs' });
    }
  });

  it('is not made by marks that do not lie on the recording', () => {
    const file = second();
    const marks = [{ ...MARK, toMs: 1001 }];
    expect(() => redactedCopy(knownRecording(file), { marks, method: 'silence' }, readIn(1, file))).toThrow(
      expect.objectContaining({ code: 'mark-wrong' }),
    );
  });

  it('needs the place of the samples, which can be measured', async () => {
    const file = second();
    const old = { ...knownRecording(file), samplesOffset: null, samplesBytes: null };
    const redaction = { marks: [], method: 'silence' } as const;
    expect(() => redactedCopy(old, redaction, readIn(1, file))).toThrow(
      expect.objectContaining({ code: 'samples-unplaced' }),
    );
    const { bytes } = redactedCopy(await placed(old, readIn(999, file)), redaction, readIn(999, file));
    expect((await whole(bytes)).equals(file)).toBe(true);
  });

  it('is not larger than a WAV file can be', () => {
    const form = { container: 'ogg', codec: 'opus', channels: 8, sampleRateHz: 48_000, durationMs: 7_200_000 } as const;
    const make = () => redactedCopy(form, { marks: [], method: 'silence' }, readIn(1, Buffer.alloc(0)));
    expect(make).toThrow(expect.objectContaining({ code: 'copy-too-large' }));
  });
});

/** A minute of 16-bit stereo whose original comes at once. */
function longCopy() {
  const [channels, sampleRateHz, durationMs] = [2, 48_000, 60_000];
  const samplesBytes = 4 * sampleRateHz * 60;
  const place = { samplesOffset: 44, samplesBytes };
  const file = Buffer.alloc(44 + samplesBytes, 1);
  return redactedCopy(
    { container: 'wav', codec: 'pcm-s16', channels, sampleRateHz, durationMs, ...place },
    { marks: [{ ...MARK, channel: 1 }], method: 'tone' },
    readIn(file.length, file),
  );
}
