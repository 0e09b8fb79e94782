import { describe, expect, it } from '@jest/globals';
import { wavFile } from './wav.js';

describe('wavFile', () => {
  it('writes PCM with a plain fmt chunk and little-endian samples', () => {
    expect(wavFile(Int16Array.of(1, -2), 'pcm16', 2, 8000).toString('hex')).toBe(
      '52494646' +
        '28000000' +
        '57415645' + // RIFF, size, WAVE
        '666d7420' +
        '10000000' +
        '0100' +
        '0200' +
        '401f0000' +
        '007d0000' +
        '0400' +
        '1000' +
        '64617461' +
        '04000000' +
        '0100' +
        'feff', // data
    );
  });

  it('writes G.711 with an extended fmt chunk, the samples a channel in a fact chunk, and a pad byte', () => {
    expect(wavFile(Int16Array.of(0, 0, 0), 'alaw', 1, 8000).toString('hex')).toBe(
      '52494646' +
        '36000000' +
        '57415645' +
        '666d7420' +
        '12000000' +
        '0600' +
        '0100' +
        '401f0000' +
        '401f0000' +
        '0100' +
        '0800' +
        '0000' +
        '66616374' +
        '04000000' +
        '03000000' +
        '64617461' +
        '03000000' +
        'd5d5d5' +
        '00',
    );
  });

  it('tells µ-law from A-law', () => {
    expect(wavFile(Int16Array.of(0, 0), 'ulaw', 2, 8000).readUInt16LE(20)).toBe(7);
  });
});
