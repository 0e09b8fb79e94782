import { blockDecoder } from '../../audio/decode/sample-decoder.js';
import { fillOf } from '../fill.js';
import { redactedCopy } from '../redacted-copy.js';
import { verifyCopy } from '../verify-copy.js';
import { knownRecording, readIn, whole } from './known-recording.js';
import { CANARY, CODECS, isHidden, type RandomSet } from './random-sets.js';
import { spoilt } from './spoilt-copies.js';

/** Redacts and verifies one set; everything that is wrong with it, in words. */
export async function faultsOf(set: RandomSet): Promise<string[]> {
  const { redaction, pieceBytes } = set;
  const samples = samplesOf(set, set.noise);
  const file = fileOf(set, samples);
  const recording = knownRecording(file);
  const copy = redactedCopy(recording, redaction, readIn(pieceBytes, file));
  const bytes = await whole(copy.bytes);
  const verdict = await verifyCopy(recording, redaction, readIn(pieceBytes, file), readIn(pieceBytes + 1, bytes));
  return [
    ...(verdict.proven ? [] : [`not proven: ${JSON.stringify(verdict.fault)}`]),
    ...formFaults(set, bytes, copy.form.sizeBytes),
    ...sampleFaults(set, samples, samplesIn(bytes, set), await sameFormOtherSound(set)),
    ...(await spoilt(set, { recording, file, copy: bytes })),
  ];
}

function formFaults(set: RandomSet, bytes: Buffer, announcedBytes: number): string[] {
  const { codec, channels, sampleRateHz, samplesBytes } = knownRecording(bytes);
  const wrong = [
    codec !== set.codec && 'codec',
    channels !== set.channels && 'channels',
    sampleRateHz !== set.sampleRateHz && 'rate',
    samplesBytes !== set.frames * channels * CODECS[set.codec].bytes && 'length',
    bytes.length !== announcedBytes && 'announced size',
    bytes.includes(CANARY) && 'canary',
  ];
  return wrong.filter(name => name !== false);
}

/** Every sample of every channel by itself: identical outside; inside the fill, which no sample of the original equals. */
function sampleFaults(set: RandomSet, original: Buffer, copy: Buffer, other: Buffer): string[] {
  const { bytes } = CODECS[set.codec];
  const levels = blockDecoder({ ...set, blockBytes: bytes, blockSamples: 1, channels: 1 })(copy);
  for (let place = 0; place < set.frames * set.channels; place += 1) {
    const [frame, channel] = [Math.floor(place / set.channels), place % set.channels];
    const [was, is, elsewhere] = [original, copy, other].map(samples =>
      samples.subarray(place * bytes, (place + 1) * bytes),
    );
    if (!was || !is || !elsewhere) return ['samples are missing'];
    if (!isHidden(set, frame, channel)) {
      if (!is.equals(was)) return [`outside differs at frame ${frame} of channel ${channel}`];
    } else if (is.equals(was) || !is.equals(elsewhere) || !isFill(set, is, levels[place] ?? 0, frame)) {
      return [`inside is no fill at frame ${frame} of channel ${channel}`];
    }
  }
  return [];
}

/** Silence to the byte; the tone of 440 Hz at -20 dBFS within what the coarsest codec rounds. */
function isFill({ redaction, codec, sampleRateHz }: RandomSet, sample: Buffer, level: number, frame: number): boolean {
  if (redaction.method === 'silence') return sample.every(byte => byte === CODECS[codec].silence);
  return Math.abs(level - 3276.8 * Math.sin((2 * Math.PI * 440 * frame) / sampleRateHz)) < 300;
}

/** A recording of the same form and marks, but of other sound: inside, its copy must be the same. */
async function sameFormOtherSound(set: RandomSet): Promise<Buffer> {
  const file = fileOf(set, samplesOf(set, set.noise + 1));
  const bytes = await whole(redactedCopy(knownRecording(file), set.redaction, readIn(set.pieceBytes, file)).bytes);
  return samplesIn(bytes, set);
}

function samplesIn(bytes: Buffer, { frames, channels, codec }: RandomSet): Buffer {
  const offset = knownRecording(bytes).samplesOffset ?? 0;
  return bytes.subarray(offset, offset + frames * channels * CODECS[codec].bytes);
}

/** Noise of which not one byte is that of the fill at its place. */
function samplesOf(set: RandomSet, noise: number): Buffer {
  const { samples, sampleBytes } = fillOf(set.redaction.method, set);
  let state = noise;
  return Buffer.from(
    Uint8Array.from({ length: set.frames * set.channels * sampleBytes }, (_, at) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const place = Math.floor(at / sampleBytes / set.channels) * sampleBytes + (at % sampleBytes);
      return (samples[place % samples.length] ?? 0) ^ (1 + ((state >>> 16) % 255));
    }),
  );
}

/** A WAV file with chunks of words before and after its samples, as recorders write them. */
function fileOf(set: RandomSet, samples: Buffer): Buffer {
  const { bytes, tag } = CODECS[set.codec];
  const fmt = Buffer.alloc(18);
  fmt.writeUInt16LE(tag, 0);
  fmt.writeUInt16LE(set.channels, 2);
  fmt.writeUInt32LE(set.sampleRateHz, 4);
  fmt.writeUInt32LE(set.sampleRateHz * set.channels * bytes, 8);
  fmt.writeUInt16LE(set.channels * bytes, 12);
  fmt.writeUInt16LE(8 * bytes, 14);
  const data = Buffer.concat([samples, Buffer.alloc(set.brokenBytes, 1)]);
  const words = chunk('LIST', Buffer.from(CANARY));
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), words, chunk('fmt ', fmt), chunk('data', data), words]));
}

function chunk(name: string, body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(name), size, body, Buffer.alloc(body.length % 2)]);
}
