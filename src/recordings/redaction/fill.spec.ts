import { describe, expect, it } from '@jest/globals';
import { blockDecoder } from '../audio/decode/sample-decoder.js';
import { fillOf } from './fill.js';
import { SAMPLE_CODECS, type SampleCodec } from './sample-codecs.js';
import { levelDbfs } from './testing/goertzel.js';

const RATES_HZ = [8000, 11_025, 16_000, 44_100, 7999];

const forms = Object.keys(SAMPLE_CODECS).flatMap(name => {
  const codec = name as SampleCodec; // a key of the table
  return RATES_HZ.map(sampleRateHz => ({ codec, sampleRateHz }));
});

/** A second of the fill, decoded. */
function heard(codec: SampleCodec, sampleRateHz: number): Int16Array {
  const { samples, sampleBytes } = fillOf('tone', { codec, sampleRateHz });
  const second = Buffer.alloc(sampleRateHz * sampleBytes, samples);
  return blockDecoder({ codec, channels: 1, sampleRateHz, blockBytes: sampleBytes, blockSamples: 1 })(second);
}

describe('the tone', () => {
  it.each(forms)('in $codec of $sampleRateHz Hz is 440 Hz at -20 dBFS, and goes on where it repeats itself', form => {
    const samples = heard(form.codec, form.sampleRateHz);
    expect(Math.abs(levelDbfs(samples, 440, form.sampleRateHz) + 20)).toBeLessThan(0.5);
    expect(levelDbfs(samples, 1000, form.sampleRateHz)).toBeLessThan(-45);
  });
});

describe('silence', () => {
  it.each([
    ['pcm-u8', '80'],
    ['pcm-s16', '0000'],
    ['pcm-s24', '000000'],
    ['pcm-s32', '00000000'],
    ['alaw', 'd5'],
    ['ulaw', 'ff'],
  ] as const)('in %s is %s', (codec, hex) => {
    expect(fillOf('silence', { codec, sampleRateHz: 8000 }).samples.toString('hex')).toBe(hex);
  });
});
