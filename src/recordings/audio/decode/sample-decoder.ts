import type { Codec } from '../audio-facts.js';
import type { SampleForm } from '../sample-sink.js';
import { ALAW, ULAW } from './g711.js';
import { GSM_FRAME_SAMPLES, GsmDecoder } from './gsm-decoder.js';
import { bareFrame, wav49Frames } from './gsm-frame.js';

/** Decodes whole blocks of one file, in order, into 16-bit samples, channel beside channel. */
export type DecodeBlocks = (blocks: Buffer) => Int16Array;

/** A decoder of samples that have a size of their own, or of GSM. @throws TypeError for MP3 and Opus, whose frames lie among others */
export function blockDecoder({ codec, blockBytes }: SampleForm): DecodeBlocks {
  if (codec === 'gsm') return gsmBlocks(blockBytes);
  const one = SAMPLES[codec];
  if (!one) throw new TypeError('This codec has no blocks.');
  const { sizeBytes, read } = one;
  return bytes => {
    const samples = new Int16Array(Math.floor(bytes.length / sizeBytes));
    for (let index = 0; index < samples.length; index += 1) samples[index] = read(bytes, index * sizeBytes);
    return samples;
  };
}

interface OneSample {
  readonly sizeBytes: number;
  /** A sample in 16 bits: the highest of those that it has. */
  readonly read: (bytes: Buffer, at: number) => number;
}

const SAMPLES: Partial<Readonly<Record<Codec, OneSample>>> = {
  'pcm-u8': { sizeBytes: 1, read: (bytes, at) => ((bytes[at] ?? 128) - 128) << 8 },
  'pcm-s16': { sizeBytes: 2, read: (bytes, at) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) },
  'pcm-s24': { sizeBytes: 3, read: (bytes, at) => (bytes[at + 1] ?? 0) | ((bytes[at + 2] ?? 0) << 8) },
  'pcm-s32': { sizeBytes: 4, read: (bytes, at) => (bytes[at + 2] ?? 0) | ((bytes[at + 3] ?? 0) << 8) },
  alaw: { sizeBytes: 1, read: (bytes, at) => ALAW[bytes[at] ?? 0] ?? 0 },
  ulaw: { sizeBytes: 1, read: (bytes, at) => ULAW[bytes[at] ?? 0] ?? 0 },
};

function gsmBlocks(blockBytes: number): DecodeBlocks {
  const decoder = new GsmDecoder();
  const framesOf = blockBytes === 33 ? (block: Buffer) => [bareFrame(block)] : wav49Frames;
  return bytes => {
    const frames = Math.floor(bytes.length / blockBytes) * framesOf(bytes.subarray(0, blockBytes)).length;
    const samples = new Int16Array(frames * GSM_FRAME_SAMPLES);
    let at = 0;
    for (let block = 0; block + blockBytes <= bytes.length; block += blockBytes) {
      for (const frame of framesOf(bytes.subarray(block, block + blockBytes))) {
        decoder.decode(frame, samples, at);
        at += GSM_FRAME_SAMPLES;
      }
    }
    return samples;
  };
}
