import { endianness } from 'node:os';
import { encodeG711 } from './g711.js';

/** How the samples of a demo call are stored: G.711 A-law, G.711 µ-law, or 16-bit linear PCM. */
export type AudioFormat = 'alaw' | 'ulaw' | 'pcm16';

const ID_BYTES = 4;
const FORMAT_TAGS = { pcm16: 1, alaw: 6, ulaw: 7 } as const;

/**
 * A whole RIFF/WAVE file of interleaved samples. G.711 gets the extended fmt chunk and the fact chunk (samples a
 * channel) that Microsoft's "New Multimedia Data Types" asks of every format other than PCM.
 */
export function wavFile(pcm: Int16Array, format: AudioFormat, channels: 1 | 2, sampleRate: number): Buffer {
  const linear = format === 'pcm16';
  const data = linear ? littleEndian(pcm) : encodeG711(pcm, format);
  const chunks = [
    ...chunk('fmt ', formatFields(format, channels, sampleRate)),
    ...(linear ? [] : chunk('fact', uint32(pcm.length / channels))),
    ...chunk('data', data),
  ];
  const sizeBytes = chunks.reduce((sum, { length }) => sum + length, ID_BYTES);
  return Buffer.concat([Buffer.from('RIFF'), uint32(sizeBytes), Buffer.from('WAVE'), ...chunks]);
}

function littleEndian(pcm: Int16Array): Buffer {
  const bytes = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap16();
}

function formatFields(format: AudioFormat, channels: number, sampleRate: number): Buffer {
  const sampleBytes = format === 'pcm16' ? 2 : 1;
  const fields = Buffer.alloc(format === 'pcm16' ? 16 : 18);
  fields.writeUInt16LE(FORMAT_TAGS[format], 0);
  fields.writeUInt16LE(channels, 2);
  fields.writeUInt32LE(sampleRate, 4);
  fields.writeUInt32LE(sampleRate * channels * sampleBytes, 8);
  fields.writeUInt16LE(channels * sampleBytes, 12);
  fields.writeUInt16LE(sampleBytes * 8, 14);
  return fields;
}

/** A chunk of odd length is followed by a byte that its size does not count. */
function chunk(id: string, body: Buffer): Buffer[] {
  return [Buffer.from(id), uint32(body.length), body, Buffer.alloc(body.length % 2)];
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
