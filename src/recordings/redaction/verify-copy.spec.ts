import { describe, expect, it } from '@jest/globals';
import type { Redaction } from './marks.js';
import { redactedCopy } from './redacted-copy.js';
import { knownRecording, readIn, whole } from './testing/known-recording.js';
import { TONE_FILES } from './testing/tone-files.js';
import { verifyCopy } from './verify-copy.js';
import { wavHeader } from './wav-header.js';

const SAMPLES_AT = 44;
/** Hides 450 to 950 ms. */
const REDACTION: Redaction = {
  marks: [{ channel: 'all', fromMs: 600, toMs: 800, reason: 'patient' }],
  method: 'silence',
};

/** A recording in MP3, decoded and redacted, with the sample of a frame changed. */
async function changed(frame: number) {
  const file = TONE_FILES.mp3;
  const recording = knownRecording(file);
  const copy = await whole(redactedCopy(recording, REDACTION, readIn(500, file)).bytes);
  const at = SAMPLES_AT + 2 * frame;
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return { recording, file, copy };
}

// What is found in a WAV file, in every way it can be spoilt, is in `testing/spoilt-copies.ts`.
describe('verifying a copy that was decoded', () => {
  it('finds a sample that was changed outside of the marks', async () => {
    const { recording, file, copy } = await changed(3599);
    expect(await verifyCopy(recording, REDACTION, readIn(999, file), readIn(999, copy))).toEqual({
      proven: false,
      fault: { kind: 'outside-differs', channel: 0, frame: 3599 },
    });
  });

  it('finds a sample inside that is not the fill', async () => {
    const { recording, file, copy } = await changed(3600);
    expect(await verifyCopy(recording, REDACTION, readIn(999, file), readIn(999, copy))).toEqual({
      proven: false,
      fault: { kind: 'inside-differs', channel: 0, frame: 3600 },
    });
  });

  it('finds that the file is another than what was received', async () => {
    const { recording, file } = await changed(0);
    const copy = redactedCopy(recording, REDACTION, readIn(500, file));
    const other = { ...recording, audioSha256: Buffer.alloc(32) };
    expect(await verifyCopy(other, REDACTION, readIn(999, file), copy.bytes)).toEqual({
      proven: false,
      fault: { kind: 'original-differs' },
    });
  });

  it('finds that the original is in another form than was noted', async () => {
    const file = await whole(
      redactedCopy(knownRecording(TONE_FILES.mp3), REDACTION, readIn(500, TONE_FILES.mp3)).bytes,
    );
    const recording = { ...knownRecording(file), sampleRateHz: 16_000 };
    const copy = redactedCopy(recording, REDACTION, readIn(500, file));
    expect(await verifyCopy(recording, REDACTION, readIn(999, file), copy.bytes)).toEqual({
      proven: false,
      fault: { kind: 'original-differs' },
    });
  });
});

describe('the fault of a copy', () => {
  it('is the first in time, whatever its channel', async () => {
    const file = Buffer.concat([
      wavHeader({ codec: 'pcm-s16', channels: 2, sampleRateHz: 8000, frames: 8000 }),
      Buffer.alloc(32_000, 0x11),
    ]);
    const recording = knownRecording(file);
    const copy = await whole(redactedCopy(recording, REDACTION, readIn(999, file)).bytes);
    const sampleAt = (frame: number, channel: number) => SAMPLES_AT + 4 * frame + 2 * channel;
    for (const at of [sampleAt(4000, 1), sampleAt(4100, 0)]) copy.writeInt16LE(0x1111, at);
    expect(await verifyCopy(recording, REDACTION, readIn(999, file), readIn(999, copy))).toEqual({
      proven: false,
      fault: { kind: 'inside-differs', channel: 1, frame: 4000 },
    });
  });
});
