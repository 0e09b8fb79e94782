import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, probe } from './testing/probed.js';

function frames(count: number): Buffer {
  return Buffer.from(Array.from({ length: count * 33 }, (_, at) => (at % 33 === 0 ? 0xd7 : at & 255)));
}

describe('ProbeAudio of bare GSM', () => {
  it('counts frames of 20 ms, however the file is cut while it arrives', () => {
    const whole = { container: 'gsm', codec: 'gsm', channels: 1, sampleRateHz: 8000, durationMs: 1000 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), pieceBytes => {
        expect(probe(frames(50), pieceBytes)).toEqual({ ...whole, samplesOffset: 0, samplesBytes: 1650 });
      }),
    );
  });

  it('refuses a file that ends within a frame', () => {
    expect(codeOf(frames(50).subarray(0, -1))).toBe('audio-truncated');
  });

  it('refuses a file with a frame that is none', () => {
    const file = frames(50);
    file[33 * 20] = 0xc7;
    expect(codeOf(file)).toBe('audio-header-lies');
  });
});
