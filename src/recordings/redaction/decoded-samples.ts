import { setImmediate } from 'node:timers/promises';
import { DomainError } from '../../kernel/errors.js';
import { decoderFor } from '../audio/decode/decoder-for.js';
import type { CopyForm, RecordedForm } from './copy-form.js';
import { Interleaved } from './interleaved.js';
import { PIECE_BYTES } from './whole-frames.js';

/** What is decoded at once: few bytes may be a second of sound, and decoders leave much behind for the collector. */
const STEP_BYTES = 512;
/** What the duration of a copy may differ by (domain.md §5). */
const TOLERANCE_MS = 50;
/** Encoders note in 12 bits each what they have put before and after the sound, and the decoder leaves it out. */
const MOST_TRIMMED_FRAMES = 2 * 4095;

/**
 * The original decoded once into 16-bit PCM, channel beside channel, as long as `form` says: silence is added at the end where an
 * MP3 decoder leaves out what the encoder has put around the sound.
 * @throws DomainError `copy-length-differs`, after the last piece, where what is decoded is not as long as the recording
 */
export async function* decodedSamples(
  recording: RecordedForm,
  form: CopyForm,
  original: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  let frames = 0;
  for await (const piece of decoded(recording, original)) {
    const left = Math.max(0, form.frames - frames);
    frames += piece.length / form.frameBytes;
    if (left > 0) yield piece.subarray(0, left * form.frameBytes);
  }
  if (!isAsLong(frames, recording, form)) throw lengthDiffers();
  yield* silence((form.frames - frames) * form.frameBytes);
}

async function* decoded({ container, channels }: RecordedForm, original: AsyncIterable<Buffer>) {
  const heard = new Interleaved(channels);
  const decoder = decoderFor(container, heard.hear);
  try {
    for await (const piece of original) {
      for (let at = 0; at < piece.length; at += STEP_BYTES) {
        await decoder.take(piece.subarray(at, at + STEP_BYTES));
        yield* heard.pieces(PIECE_BYTES);
        await setImmediate(); // others are served meanwhile
      }
    }
    await decoder.finish();
    yield* heard.pieces(PIECE_BYTES);
  } finally {
    decoder.free();
  }
}

function isAsLong(frames: number, { codec }: RecordedForm, form: CopyForm): boolean {
  const tolerance = (TOLERANCE_MS * form.sampleRateHz) / 1000;
  const missing = form.frames - frames;
  return missing >= -tolerance && missing <= tolerance + (codec === 'mp3' ? MOST_TRIMMED_FRAMES : 0);
}

function* silence(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE_BYTES) yield Buffer.alloc(Math.min(left, PIECE_BYTES));
}

function lengthDiffers(): DomainError {
  const sentence = 'What was decoded of the recording is not as long as the recording.';
  return new DomainError('unprocessable', 'copy-length-differs', sentence);
}
