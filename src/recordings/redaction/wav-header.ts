import { SAMPLE_CODECS, type SampleCodec } from './sample-codecs.js';

const PCM_FIELDS_BYTES = 16;

interface WavForm {
  readonly codec: SampleCodec;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Samples of each channel. */
  readonly frames: number;
}

/**
 * The header of a copy: RIFF/WAVE with `fmt `, for G.711 `fact` as well (Microsoft's "New Multimedia Data Types"), and the head of
 * `data`. It is made anew: chunks of the original may name people, or hold sound.
 */
export function wavHeader(form: WavForm): Buffer {
  const { codec, channels, frames } = form;
  const samplesBytes = frames * channels * SAMPLE_CODECS[codec].sampleBytes;
  const fact = isLinear(codec) ? [] : [chunk('fact', uint32(frames))];
  const data = Buffer.concat([Buffer.from('data'), uint32(samplesBytes)]);
  const chunks = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', fields(form)), ...fact, data]);
  return Buffer.concat([Buffer.from('RIFF'), uint32(chunks.length + samplesBytes + (samplesBytes % 2)), chunks]);
}

export function headerBytesOf(codec: SampleCodec): number {
  return wavHeader({ codec, channels: 1, sampleRateHz: 8000, frames: 0 }).length;
}

function isLinear(codec: SampleCodec): boolean {
  return SAMPLE_CODECS[codec].formatTag === 1;
}

function fields({ codec, channels, sampleRateHz }: WavForm): Buffer {
  const { formatTag, sampleBytes } = SAMPLE_CODECS[codec];
  const bytes = Buffer.alloc(isLinear(codec) ? PCM_FIELDS_BYTES : PCM_FIELDS_BYTES + 2);
  bytes.writeUInt16LE(formatTag, 0);
  bytes.writeUInt16LE(channels, 2);
  bytes.writeUInt32LE(sampleRateHz, 4);
  bytes.writeUInt32LE(sampleRateHz * channels * sampleBytes, 8);
  bytes.writeUInt16LE(channels * sampleBytes, 12);
  bytes.writeUInt16LE(8 * sampleBytes, 14);
  return bytes;
}

function chunk(name: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(name), uint32(body.length), body]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
