import { DomainError } from '../../kernel/errors.js';
import type { AudioFacts, AudioProbe } from './audio-facts.js';

/** Codecs of WAV files whose samples have a size of their own. */
type Codec = 'pcm-u8' | 'pcm-s16' | 'pcm-s24' | 'pcm-s32' | 'alaw' | 'ulaw';

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const MAX_FMT_BYTES = 1024;
/** Bytes of other chunks that are walked over; a recorder writes a few hundred. */
const MAX_SKIPPED_BYTES = 1024 * 1024;

interface Fmt {
  readonly codec: Codec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly frameBytes: number;
}

/**
 * Reads a RIFF/WAVE file as it streams by: PCM, A-law, µ-law (domain.md §5; Microsoft's "New Multimedia Data Types").
 * Feed every byte to {@link take} in order, then ask {@link finish}. Holds at most one chunk header or `fmt ` chunk.
 */
export class WavProbe implements AudioProbe {
  #pending = Buffer.alloc(0);
  #at: 'riff' | 'chunk' | 'fmt' | 'skip' | 'data' = 'riff';
  #left = 0;
  #skippedBytes = 0;
  #fmt: Fmt | undefined;
  #dataBytes: number | undefined;

  /** @throws DomainError `audio-not-wav`, `audio-codec-unknown`, `audio-header-lies` */
  take(bytes: Buffer): void {
    let rest = bytes;
    while (rest.length > 0) rest = this.#step(rest);
  }

  /** @throws DomainError `audio-empty`, `audio-truncated`, `audio-not-wav`, `audio-header-lies` */
  finish(): AudioFacts {
    if (this.#at === 'riff') throw this.#pending.length === 0 ? empty() : notWav();
    if (!this.#fmt || this.#dataBytes === undefined || (this.#at === 'data' && this.#left > 0)) throw truncated();
    if (!this.#endedAtChunk()) throw headerLies();
    if (this.#dataBytes < this.#fmt.frameBytes) throw empty();
    const { codec, channels, sampleRateHz, frameBytes } = this.#fmt;
    const durationMs = Math.round((Math.floor(this.#dataBytes / frameBytes) * 1000) / sampleRateHz);
    return { container: 'wav', codec, channels, sampleRateHz, durationMs };
  }

  #step(bytes: Buffer): Buffer {
    switch (this.#at) {
      case 'riff':
        return this.#collect(bytes, RIFF_HEADER_BYTES, header => {
          this.#readRiff(header);
        });
      case 'chunk':
        return this.#collect(bytes, CHUNK_HEADER_BYTES, header => {
          this.#readChunk(header);
        });
      case 'fmt':
        return this.#collect(bytes, this.#left, chunk => {
          this.#readFmt(chunk);
        });
      case 'skip':
      case 'data':
        return this.#pass(bytes);
    }
  }

  #collect(bytes: Buffer, wantedBytes: number, read: (whole: Buffer) => void): Buffer {
    const missing = wantedBytes - this.#pending.length;
    this.#pending = Buffer.concat([this.#pending, bytes.subarray(0, missing)]);
    if (this.#pending.length < wantedBytes) return Buffer.alloc(0);
    const whole = this.#pending;
    this.#pending = Buffer.alloc(0);
    read(whole);
    return bytes.subarray(missing);
  }

  #pass(bytes: Buffer): Buffer {
    const passed = Math.min(bytes.length, this.#left);
    this.#left -= passed;
    if (this.#at === 'data') this.#dataBytes = (this.#dataBytes ?? 0) + passed;
    else this.#skippedBytes += passed;
    if (this.#skippedBytes > MAX_SKIPPED_BYTES) throw headerLies();
    if (this.#left === 0) this.#endOfBody();
    return bytes.subarray(passed);
  }

  #endOfBody(): void {
    const padded = this.#at === 'data' && (this.#dataBytes ?? 0) % 2 === 1;
    if (padded) this.#expect('skip', 1);
    else this.#at = 'chunk';
  }

  #readRiff(header: Buffer): void {
    if (header.toString('latin1', 0, 4) !== 'RIFF' || header.toString('latin1', 8, 12) !== 'WAVE') throw notWav();
    this.#at = 'chunk';
  }

  #readChunk(header: Buffer): void {
    const name = header.toString('latin1', 0, 4);
    const sizeBytes = header.readUInt32LE(4);
    if (name === 'data') this.#readData(sizeBytes);
    else if (name === 'fmt ') this.#expectFmt(sizeBytes);
    else if (/^[\x20-\x7e]{4}$/.test(name))
      this.#expect('skip', sizeBytes + (sizeBytes % 2)); // chunks have even length
    else throw headerLies();
  }

  #expectFmt(sizeBytes: number): void {
    if (this.#fmt || sizeBytes > MAX_FMT_BYTES) throw headerLies();
    this.#expect('fmt', sizeBytes);
  }

  #readData(sizeBytes: number): void {
    if (!this.#fmt || this.#dataBytes !== undefined) throw headerLies();
    this.#dataBytes = 0;
    this.#expect('data', sizeBytes);
  }

  #expect(body: 'fmt' | 'skip' | 'data', sizeBytes: number): void {
    this.#at = sizeBytes === 0 ? 'chunk' : body;
    this.#left = sizeBytes;
  }

  #readFmt(chunk: Buffer): void {
    this.#fmt = fmtOf(chunk);
    this.#expect('skip', chunk.length % 2);
  }

  /** Nothing but whole chunks; many writers leave out the last padding byte. */
  #endedAtChunk(): boolean {
    return this.#pending.length === 0 && (this.#at === 'chunk' || this.#left === 1);
  }
}

const WAVE_FORMAT_PCM = 1;
const WAVE_FORMAT_ALAW = 6;
const WAVE_FORMAT_MULAW = 7;
const WAVE_FORMAT_EXTENSIBLE = 0xfffe;

function fmtOf(chunk: Buffer): Fmt {
  if (chunk.length < 16) throw headerLies();
  const tag = chunk.readUInt16LE(0);
  const codec = codecOf(
    tag === WAVE_FORMAT_EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag,
    chunk.readUInt16LE(14),
  );
  const channels = chunk.readUInt16LE(2);
  const sampleRateHz = chunk.readUInt32LE(4);
  const frameBytes = channels * SAMPLE_BYTES[codec];
  const plausible = channels >= 1 && channels <= 8 && sampleRateHz >= 1_000 && sampleRateHz <= 192_000;
  if (!plausible || chunk.readUInt16LE(12) !== frameBytes) throw headerLies();
  return { codec, channels, sampleRateHz, frameBytes };
}

const SAMPLE_BYTES: Readonly<Record<Codec, number>> = {
  'pcm-u8': 1,
  'pcm-s16': 2,
  'pcm-s24': 3,
  'pcm-s32': 4,
  alaw: 1,
  ulaw: 1,
};

function codecOf(tag: number, bits: number): Codec {
  const codec = tag === WAVE_FORMAT_PCM ? PCM[bits] : bits === 8 ? G711[tag] : undefined;
  if (!codec)
    throw new DomainError('unsupported-type', 'audio-codec-unknown', 'The WAV file is in a codec that is not taken.');
  return codec;
}

const PCM: Readonly<Record<number, Codec>> = { 8: 'pcm-u8', 16: 'pcm-s16', 24: 'pcm-s24', 32: 'pcm-s32' };
const G711: Readonly<Record<number, Codec>> = { [WAVE_FORMAT_ALAW]: 'alaw', [WAVE_FORMAT_MULAW]: 'ulaw' };

function empty(): DomainError {
  return new DomainError('unprocessable', 'audio-empty', 'The file holds no audio.');
}

function notWav(): DomainError {
  return new DomainError('unsupported-type', 'audio-not-wav', 'The file is not a WAV file.');
}

function truncated(): DomainError {
  return new DomainError(
    'unprocessable',
    'audio-truncated',
    'The file ends before the audio that its header announces.',
  );
}

function headerLies(): DomainError {
  return new DomainError('unprocessable', 'audio-header-lies', 'The header of the file contradicts itself.');
}
