import type { Codec } from './audio-facts.js';
import { codecUnknown, headerLies } from './audio-refusals.js';
import type { SampleForm } from './sample-sink.js';

const WAVE_FORMAT_PCM = 1;
const WAVE_FORMAT_ALAW = 6;
const WAVE_FORMAT_MULAW = 7;
const WAVE_FORMAT_GSM610 = 49;
const WAVE_FORMAT_EXTENSIBLE = 0xfffe;

/** A block of GSM in WAV49: two frames, packed without the nibble that marks them. */
export const WAV49_BLOCK = { blockBytes: 65, blockSamples: 320 };

/**
 * What a `fmt ` chunk says, checked against itself (Microsoft's "New Multimedia Data Types"; RFC 2361 for GSM).
 * @throws DomainError `audio-header-lies`, `audio-codec-unknown`
 */
export function formOf(chunk: Buffer): SampleForm {
  if (chunk.length < 16) throw headerLies();
  const codec = codecOf(tagOf(chunk), chunk.readUInt16LE(14));
  const channels = chunk.readUInt16LE(2);
  const sampleRateHz = chunk.readUInt32LE(4);
  const block = codec === 'gsm' ? WAV49_BLOCK : { blockBytes: channels * SAMPLE_BYTES[codec], blockSamples: 1 };
  const plausible = channels >= 1 && channels <= 8 && sampleRateHz >= 1_000 && sampleRateHz <= 192_000;
  if (!plausible || chunk.readUInt16LE(12) !== block.blockBytes) throw headerLies();
  if (codec === 'gsm' && channels !== 1) throw codecUnknown();
  return { codec, channels, sampleRateHz, ...block };
}

function tagOf(chunk: Buffer): number {
  const tag = chunk.readUInt16LE(0);
  return tag === WAVE_FORMAT_EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag;
}

type WavCodec = Exclude<Codec, 'mp3' | 'opus'>;

/** Bytes of one sample of one channel. */
const SAMPLE_BYTES: Readonly<Record<Exclude<WavCodec, 'gsm'>, number>> = {
  'pcm-u8': 1,
  'pcm-s16': 2,
  'pcm-s24': 3,
  'pcm-s32': 4,
  alaw: 1,
  ulaw: 1,
};

function codecOf(tag: number, bits: number): WavCodec {
  if (tag === WAVE_FORMAT_GSM610) return 'gsm'; // whose writers give its bits as 0
  const codec = tag === WAVE_FORMAT_PCM ? PCM[bits] : bits === 8 ? G711[tag] : undefined;
  if (!codec) throw codecUnknown();
  return codec;
}

const PCM: Readonly<Record<number, WavCodec>> = { 8: 'pcm-u8', 16: 'pcm-s16', 24: 'pcm-s24', 32: 'pcm-s32' };
const G711: Readonly<Record<number, WavCodec>> = { [WAVE_FORMAT_ALAW]: 'alaw', [WAVE_FORMAT_MULAW]: 'ulaw' };
