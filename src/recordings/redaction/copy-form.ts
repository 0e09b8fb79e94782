import { DomainError } from '../../kernel/errors.js';
import type { AudioFacts, Codec, Container } from '../audio/audio-facts.js';
import { ProbeAudio } from '../audio/probe-audio.js';
import { SAMPLE_CODECS, type SampleCodec } from './sample-codecs.js';
import { headerBytesOf } from './wav-header.js';

/** The form of a recording, as it was measured when it came in. */
export interface RecordedForm {
  readonly container: Container;
  readonly codec: Codec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationMs: number;
  /** Null where nobody knows, and where frames lie among others. */
  readonly samplesOffset?: number | null | undefined;
  readonly samplesBytes?: number | null | undefined;
}

/** Gives the bytes of a file in clear from its beginning, each time it is called. */
export type ReadFile = () => AsyncIterable<Buffer>;

/** The form of a redacted copy: a WAV file of a bare header, whole frames and nothing else. */
export interface CopyForm {
  readonly container: 'wav';
  readonly codec: SampleCodec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationMs: number;
  /** Samples of each channel. */
  readonly frames: number;
  /** One sample of every channel. */
  readonly frameBytes: number;
  readonly samplesOffset: number;
  readonly samplesBytes: number;
  readonly sizeBytes: number;
}

/** Sizes of a RIFF file have 32 bits. */
const MOST_BYTES = 0xffff_ffff;

/** Whether the samples of the original cannot be overwritten where they lie, so that it is decoded into 16-bit PCM. */
export function isDecoded({ container, codec }: Pick<RecordedForm, 'container' | 'codec'>): boolean {
  return container !== 'wav' || !(codec in SAMPLE_CODECS);
}

/**
 * What the copy of a recording is like, before a byte of it is made. An incomplete last frame of the original is left out.
 * @throws DomainError `samples-unplaced` (see {@link placed}), `copy-too-large`
 */
export function copyFormOf(recording: RecordedForm): CopyForm {
  const { channels, sampleRateHz, durationMs } = recording;
  const codec = codecOf(recording);
  const frameBytes = channels * SAMPLE_CODECS[codec].sampleBytes;
  const frames = framesOf(recording, frameBytes);
  const samplesOffset = headerBytesOf(codec);
  const samplesBytes = frames * frameBytes;
  const sizeBytes = samplesOffset + samplesBytes + (samplesBytes % 2); // chunks have even length
  if (sizeBytes > MOST_BYTES) throw tooLarge();
  const sizes = { frames, frameBytes, samplesOffset, samplesBytes, sizeBytes };
  return { container: 'wav', codec, channels, sampleRateHz, durationMs, ...sizes };
}

/** The form with the place of its samples, which is measured where nobody has noted it. @throws what the probe throws */
export async function placed<T extends RecordedForm>(recording: T, read: ReadFile): Promise<T> {
  if (isDecoded(recording) || typeof recording.samplesBytes === 'number') return recording;
  const { samplesOffset, samplesBytes } = await probed(read);
  return { ...recording, samplesOffset, samplesBytes };
}

async function probed(read: ReadFile): Promise<AudioFacts> {
  const probe = new ProbeAudio();
  for await (const piece of read()) probe.take(piece);
  return probe.finish();
}

function codecOf(recording: RecordedForm): SampleCodec {
  return isDecoded(recording) ? 'pcm-s16' : (recording.codec as SampleCodec); // which is what `isDecoded` asks
}

function framesOf(recording: RecordedForm, frameBytes: number): number {
  const { durationMs, sampleRateHz, samplesOffset, samplesBytes } = recording;
  if (isDecoded(recording)) return Math.round((durationMs * sampleRateHz) / 1000);
  if (typeof samplesOffset !== 'number' || typeof samplesBytes !== 'number') throw unplaced();
  return Math.floor(samplesBytes / frameBytes);
}

function unplaced(): DomainError {
  return new DomainError(
    'unprocessable',
    'samples-unplaced',
    'Nobody has noted where the samples of the recording lie.',
  );
}

function tooLarge(): DomainError {
  return new DomainError('too-large', 'copy-too-large', 'The redacted copy would be larger than a WAV file can be.');
}
