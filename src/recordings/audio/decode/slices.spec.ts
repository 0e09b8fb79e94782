import { describe, expect, it } from '@jest/globals';
import { tinyPackets } from '../testing/ogg.js';
import type { AudioDecoder, Hear } from './hear.js';
import { Mp3Audio } from './mp3-audio.js';
import { OpusAudio } from './opus-audio.js';
import { slicesOf } from './slices.js';

/** Frames of MPEG 2.5 at the lowest bit rate, 8 kbit/s: 72 ms in 72 bytes. */
function quietMp3(frames: number): Buffer {
  const frame = Buffer.alloc(72);
  frame.writeUInt32BE(0xffe3_18c0, 0);
  return Buffer.concat(Array<Buffer>(frames).fill(frame));
}

/** The most samples that a decoder gives at once of a file that it is given at once, and how many there are of a channel. */
async function heard(open: (hear: Hear) => AudioDecoder, file: Buffer): Promise<{ most: number; all: number }> {
  let [most, all] = [0, 0];
  const decoder = open((channel, samples) => {
    most = Math.max(most, samples.length);
    if (channel === 0) all += samples.length;
  });
  await decoder.take(file);
  await decoder.finish();
  decoder.free();
  return { most, all };
}

describe('what is decoded at once', () => {
  it('are parts of what is given, in order', () => {
    const parts = [...slicesOf(Buffer.from('waveform'), 3)];
    expect(parts.map(String)).toEqual(['wav', 'efo', 'rm']);
    expect([...slicesOf(Buffer.alloc(0), 3)]).toEqual([]);
  });

  it('is at most a minute or so of Opus, however long the file lasts', async () => {
    const { most, all } = await heard(hear => new OpusAudio(hear), tinyPackets(4));
    expect(all).toBeGreaterThan(120 * 48_000);
    expect(most).toBeLessThan(70 * 48_000);
  });

  it('is at most 16 KiB of MP3', async () => {
    const { most, all } = await heard(hear => new Mp3Audio(hear), quietMp3(2000));
    expect(all).toBeGreaterThan(1900 * 576);
    expect(most).toBeLessThan(300 * 576);
  });
});
