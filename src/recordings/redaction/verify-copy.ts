import { createHash, type Hash } from 'node:crypto';
import { ByteQueue } from '../audio/byte-queue.js';
import { copyFormOf, isDecoded, type CopyForm, type ReadFile, type RecordedForm } from './copy-form.js';
import { decodedSamples } from './decoded-samples.js';
import { faultIn, type SampleFault } from './differing-sample.js';
import { fillOf } from './fill.js';
import { hiddenFrames } from './hidden-frames.js';
import { checkedMarks, type Redaction } from './marks.js';
import { probedSamples } from './probed-samples.js';
import { wavHeader } from './wav-header.js';
import { wholeFrames } from './whole-frames.js';

/** Why a copy must not be released. */
export type CopyFault =
  | SampleFault
  /** Bytes before the samples, after them, or too few of either. */
  | { readonly kind: 'header-differs' | 'too-short' | 'too-long' }
  /** The original is not the file that was received, or not in the form that was noted. */
  | { readonly kind: 'original-differs' };

export type Verdict =
  | { readonly proven: true; readonly originalSha256: Buffer; readonly copySha256: Buffer }
  | { readonly proven: false; readonly fault: CopyFault };

/** A recording whose file is known by its hash. */
export type KnownRecording = RecordedForm & { readonly audioSha256: Uint8Array };

/**
 * Reads the original and a stored copy beside each other, from beginning to end, and proves that the copy is exactly its header, the
 * samples of the original outside of the marks and their guard bands, and the fill inside. Nothing is believed of how the copy
 * was made: the samples of a WAV file are found by the probe, sample is compared with sample.
 * @throws DomainError what `redactedCopy` throws
 */
export async function verifyCopy(
  recording: KnownRecording,
  redaction: Redaction,
  original: ReadFile,
  copy: ReadFile,
): Promise<Verdict> {
  const form = copyFormOf(recording);
  checkedMarks(redaction.marks, recording);
  const [originalSha256, copySha256] = [createHash('sha256'), createHash('sha256')];
  const samples = samplesOf(recording, form, hashed(original(), originalSha256));
  const fault = await faultOf(samples, new Pulled(hashed(copy(), copySha256)), form, redaction);
  if (fault) return { proven: false, fault };
  const sha256 = originalSha256.digest();
  if (!sha256.equals(recording.audioSha256)) return { proven: false, fault: { kind: 'original-differs' } };
  return { proven: true, originalSha256: sha256, copySha256: copySha256.digest() };
}

function samplesOf(recording: RecordedForm, form: CopyForm, original: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return isDecoded(recording) ? decodedSamples(recording, form, original) : probedSamples(original, form);
}

/** Both are read to their ends, unless there is a fault. */
async function faultOf(
  samples: AsyncIterable<Buffer>,
  copy: Pulled,
  form: CopyForm,
  { marks, method }: Redaction,
): Promise<CopyFault | null> {
  const expected = { form, hidden: hiddenFrames(marks, form), fill: fillOf(method, form) };
  try {
    if (!(await copy.take(form.samplesOffset)).equals(wavHeader(form))) return { kind: 'header-differs' };
    let frame = 0;
    for await (const piece of wholeFrames(samples, form.frameBytes)) {
      const found = await copy.take(piece.length);
      if (found.length < piece.length) return { kind: 'too-short' };
      const fault = faultIn(piece, found, frame, expected);
      if (fault) return fault;
      frame += piece.length / form.frameBytes;
    }
    return frame === form.frames ? await faultAtEnd(copy, form) : { kind: 'original-differs' };
  } finally {
    await copy.close();
  }
}

async function faultAtEnd(copy: Pulled, { samplesBytes }: CopyForm): Promise<CopyFault | null> {
  const padding = Buffer.alloc(samplesBytes % 2);
  const rest = await copy.take(padding.length + 1);
  if (rest.length < padding.length) return { kind: 'too-short' };
  return rest.equals(padding) ? null : { kind: 'too-long' };
}

/** Bytes as they are asked for. */
class Pulled {
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #waiting = new ByteQueue();

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#pieces = bytes[Symbol.asyncIterator]();
  }

  /** The next `count` bytes; fewer at the end. */
  async take(count: number): Promise<Buffer> {
    while (this.#waiting.length < count) {
      const next = await this.#pieces.next();
      if (next.done === true) break;
      this.#waiting.add(next.value);
    }
    return this.#waiting.take(count);
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}
