import { setImmediate } from 'node:timers/promises';
import { release } from '../../platform/crypto/release.js';
import type { Codec, Container } from '../audio/audio-facts.js';
import { BARE_GSM } from '../audio/read-gsm.js';
import type { SampleForm } from '../audio/sample-sink.js';
import { WAV49_BLOCK } from '../audio/wav-form.js';
import { blockDecoder } from '../audio/decode/sample-decoder.js';

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const GSM_SAMPLES_PER_MS = 8;
/** GSM frames depend on those before, without end. So that any range gives the same bytes, 10 s are always decoded by themselves ... */
const GSM_STRETCH_MS = 10_000;
/** ... after this much of what is before them, from a decoder that knows nothing: by then it differs by less than anybody hears. */
const GSM_WARM_UP_MS = 1_000;

/** What says whether and how a recording is decoded to be played. */
export interface Encoded {
  readonly container: Container;
  readonly codec: Codec;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly sizeBytes: number;
  readonly samplesOffset?: number | null | undefined;
  readonly samplesBytes?: number | null | undefined;
}

/** Reads bytes of the file as it came, both ends included. */
export type ReadOriginal = (first: number, last: number) => Promise<Buffer>;

/**
 * A recording that browsers cannot play (A-law, µ-law, GSM) as a WAV file of 16-bit PCM: as long as it is told beforehand, made of
 * the original as it is asked for, and never stored. Each of its bytes is the same whatever range it is asked for in.
 */
export class Rendition {
  readonly #form: SampleForm;
  readonly #offset: number;
  readonly #blocks: number;

  constructor({ container, channels, codec, sampleRateHz, ...lies }: Encoded & Placed) {
    this.#form = { codec, channels, sampleRateHz, ...blockOf(codec === 'gsm' ? container : codec, channels) };
    this.#offset = lies.samplesOffset;
    this.#blocks = Math.floor(lies.samplesBytes / this.#form.blockBytes);
  }

  get sizeBytes(): number {
    return HEADER_BYTES + this.#dataBytes;
  }

  /** The bytes `first` to `last`, both included. */
  async read(first: number, last: number, original: ReadOriginal): Promise<Buffer> {
    const parts = [this.#header().subarray(first, last + 1)];
    const to = last + 1 - HEADER_BYTES;
    for (let at = Math.max(0, first - HEADER_BYTES); at < to;) {
      const part = await this.#part(at, to, original);
      parts.push(part);
      at += part.length;
      if (at < to) await setImmediate(); // others are served meanwhile
    }
    return Buffer.concat(parts);
  }

  get #dataBytes(): number {
    return this.#blocks * this.#decodedBytes;
  }

  /** What one block of the original becomes. */
  get #decodedBytes(): number {
    const { blockSamples, channels } = this.#form;
    return blockSamples * channels * SAMPLE_BYTES;
  }

  /** Decoded bytes from `from` on, at most up to `to`: those of one stretch. */
  async #part(from: number, to: number, original: ReadOriginal): Promise<Buffer> {
    const { begin, end, warmUp } = this.#stretch(from, to);
    const first = Math.max(0, begin - warmUp);
    const encoded = await original(this.#placeOf(first), this.#placeOf(end) - 1);
    const samples = blockDecoder(this.#form)(encoded);
    release(encoded);
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    const origin = first * this.#decodedBytes;
    return bytes.subarray(from - origin, Math.min(to, end * this.#decodedBytes) - origin);
  }

  /** Which blocks are decoded together for the byte `from`: those that are asked for, or the whole stretch where they depend on each other. */
  #stretch(from: number, to: number) {
    const block = Math.floor(from / this.#decodedBytes);
    if (this.#form.codec !== 'gsm') return { begin: block, end: Math.ceil(to / this.#decodedBytes), warmUp: 0 };
    const stretch = this.#blocksIn(GSM_STRETCH_MS);
    const begin = block - (block % stretch);
    return { begin, end: Math.min(begin + stretch, this.#blocks), warmUp: this.#blocksIn(GSM_WARM_UP_MS) };
  }

  #blocksIn(ms: number): number {
    return (ms * GSM_SAMPLES_PER_MS) / this.#form.blockSamples;
  }

  #placeOf(block: number): number {
    return this.#offset + block * this.#form.blockBytes;
  }

  /** RIFF/WAVE of PCM (Microsoft's "New Multimedia Data Types"). */
  #header(): Buffer {
    const { channels, sampleRateHz } = this.#form;
    const header = Buffer.alloc(HEADER_BYTES);
    header.write('RIFF', 0, 'latin1');
    header.writeUInt32LE(within32Bits(this.sizeBytes - 8), 4);
    header.write('WAVEfmt ', 8, 'latin1');
    header.writeUInt32LE(16, 16);
    header.writeUInt16LE(1, 20);
    header.writeUInt16LE(channels, 22);
    header.writeUInt32LE(sampleRateHz, 24);
    header.writeUInt32LE(sampleRateHz * channels * SAMPLE_BYTES, 28);
    header.writeUInt16LE(channels * SAMPLE_BYTES, 32);
    header.writeUInt16LE(8 * SAMPLE_BYTES, 34);
    header.write('data', 36, 'latin1');
    header.writeUInt32LE(within32Bits(this.#dataBytes), 40);
    return header;
  }
}

interface Placed {
  readonly samplesOffset: number;
  readonly samplesBytes: number;
}

/** The rendition of a recording that needs one; null for what browsers play as it is, and where nobody knows where its samples lie. */
export function renditionOf(recording: Encoded): Rendition | null {
  const { codec, samplesOffset, samplesBytes } = recording;
  if (codec !== 'alaw' && codec !== 'ulaw' && codec !== 'gsm') return null;
  if (typeof samplesOffset !== 'number' || typeof samplesBytes !== 'number') return null;
  return new Rendition({ ...recording, samplesOffset, samplesBytes });
}

function blockOf(kind: string, channels: number): Pick<SampleForm, 'blockBytes' | 'blockSamples'> {
  if (kind === 'wav') return WAV49_BLOCK;
  return kind === 'gsm' ? BARE_GSM : { blockBytes: channels, blockSamples: 1 };
}

function within32Bits(bytes: number): number {
  return Math.min(bytes, 0xffff_ffff);
}
