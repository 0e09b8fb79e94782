import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { decodeG711, encodeG711 } from './g711.js';

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);

function sha256(pcm: Int16Array): string {
  return createHash('sha256')
    .update(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
    .digest('hex');
}

describe('G.711', () => {
  // ffmpeg 7.1: -f alaw|mulaw -i (bytes 0 to 255) -f s16le, hashed.
  it('decodes every byte as ffmpeg does', () => {
    expect(sha256(decodeG711(everyCode, 'alaw'))).toBe(
      'e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174',
    );
    expect(sha256(decodeG711(everyCode, 'ulaw'))).toBe(
      '3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827',
    );
  });

  // ffmpeg 7.1: -f s16le -i (these samples) -c:a pcm_alaw|pcm_mulaw. Midway between levels it differs.
  it('encodes as ffmpeg does', () => {
    const samples = [0, 7, -8, 18, -24, 255, -308, 1000, 2047, -4008, 8000, -8000, 16000, -20000, 32767, -32768];
    const pcm = Int16Array.from(samples);
    expect(encodeG711(pcm, 'alaw').toString('hex')).toBe('d5d555d454da46faea1a8a0aba26aa2a');
    expect(encodeG711(pcm, 'ulaw').toString('hex')).toBe('fffe7efd7ce764cebe2fa020900c8000');
  });

  it('gives back the byte of every decoded sample', () => {
    expect([...encodeG711(decodeG711(everyCode, 'alaw'), 'alaw')]).toEqual([...everyCode]);
    // µ-law has two zeros; the positive one is written.
    const mu = [...everyCode].map(code => (code === 0x7f ? 0xff : code));
    expect([...encodeG711(decodeG711(everyCode, 'ulaw'), 'ulaw')]).toEqual(mu);
  });

  it('keeps every sample within a sixteenth of its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32768, max: 32767 }), fc.constantFrom('alaw', 'ulaw'), (sample, law) => {
        const [decoded = 0] = decodeG711(encodeG711(Int16Array.of(sample), law), law);
        expect(Math.abs(decoded - sample)).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) / 16));
      }),
    );
  });
});
