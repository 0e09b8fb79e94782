import { truncated } from '../audio/audio-refusals.js';
import { copyFormOf, isDecoded, type CopyForm, type ReadFile, type RecordedForm } from './copy-form.js';
import { decodedSamples } from './decoded-samples.js';
import { fillOf } from './fill.js';
import { hiddenFrames } from './hidden-frames.js';
import { hide } from './hide.js';
import { checkedMarks, type Redaction } from './marks.js';
import { wavHeader } from './wav-header.js';
import { wholeFrames } from './whole-frames.js';

/** A copy of a recording in which what is marked cannot be heard. */
export interface RedactedCopy {
  /** Known before a byte is made: `form.sizeBytes` is exact. */
  readonly form: CopyForm;
  /** The whole WAV file, made anew each time from the original as it is read, in pieces of at most 256 KiB. */
  readonly bytes: ReadFile;
}

/**
 * Redacts a recording (domain.md §5). WAV files of PCM and G.711 keep their codec, and every sample outside of the marks and their
 * guard bands; all others are decoded once into 16-bit PCM and redacted there. Nothing but samples is taken over: no tag, no
 * chunk. Verify what was stored by `verifyCopy`; the pieces throw `audio-truncated` where the original is too short, and
 * `copy-length-differs`.
 * @throws DomainError `marks-too-many`, `mark-wrong`, `samples-unplaced`, `copy-too-large`
 */
export function redactedCopy(recording: RecordedForm, redaction: Redaction, original: ReadFile): RedactedCopy {
  const marks = checkedMarks(redaction.marks, recording);
  const form = copyFormOf(recording);
  return { form, bytes: () => rendered(recording, form, { ...redaction, marks }, original()) };
}

async function* rendered(
  recording: RecordedForm,
  form: CopyForm,
  { marks, method }: Redaction,
  original: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const [hidden, fill] = [hiddenFrames(marks, form), fillOf(method, form)];
  yield wavHeader(form);
  let frame = 0;
  for await (const piece of wholeFrames(samplesOf(recording, form, original), form.frameBytes)) {
    yield hide(piece, frame, form, hidden, fill);
    frame += piece.length / form.frameBytes;
  }
  if (form.samplesBytes % 2 === 1) yield Buffer.alloc(1);
}

function samplesOf(recording: RecordedForm, form: CopyForm, original: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  if (isDecoded(recording)) return decodedSamples(recording, form, original);
  return section(original, recording.samplesOffset ?? 0, form.samplesBytes);
}

/** @throws DomainError `audio-truncated` */
async function* section(file: AsyncIterable<Buffer>, offset: number, sizeBytes: number): AsyncGenerator<Buffer> {
  let [toPass, left] = [offset, sizeBytes];
  for await (const piece of file) {
    const part = piece.subarray(toPass, toPass + left);
    toPass = Math.max(0, toPass - piece.length);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left === 0) return;
  }
  throw truncated();
}
