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
  const decode = SAMPLES[codec];
  if (!decode) throw new TypeError('This codec has no blocks.');
  return decode;
}

/** A loop for each, which the compiler turns into a few instructions a sample; the highest 16 bits of those that it has. */
const SAMPLES: Partial<Readonly<Record<Codec, DecodeBlocks>>> = {
  'pcm-u8': byTable(Int16Array.from({ length: 256 }, (_, byte) => (byte - 128) << 8)),
  'pcm-s16': highest16Of(2),
  'pcm-s24': highest16Of(3),
  'pcm-s32': highest16Of(4),
  alaw: byTable(ALAW),
  ulaw: byTable(ULAW),
};

function byTable(table: Int16Array): DecodeBlocks {
  return bytes => {
    const samples = new Int16Array(bytes.length);
    for (let at = 0; at < bytes.length; at += 1) samples[at] = table[bytes[at] ?? 0] ?? 0;
    return samples;
  };
}

function highest16Of(sizeBytes: number): DecodeBlocks {
  return bytes => {
    const samples = new Int16Array(Math.floor(bytes.length / sizeBytes));
    for (let sample = 0, at = sizeBytes - 2; sample < samples.length; sample += 1, at += sizeBytes)
      samples[sample] = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
    return samples;
  };
}

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
