import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ParsedStream, type Parser } from './parsed-stream.js';
import { readMp3 } from './read-mp3.js';
import { codeOf, probe } from './testing/probed.js';

const RATES_HZ = [44_100, 48_000, 32_000];

/** A frame of MPEG 1, layer III, 128 kbit/s. */
function frame({ mono = false, rate = 0, padded = false, layer = 1, bitrate = 9 } = {}): Buffer {
  const bytes = Buffer.alloc(Math.floor((144 * 128_000) / (RATES_HZ[rate] ?? 1)) + (padded ? 1 : 0));
  const bits = (0x7ff << 21) | (3 << 19) | (layer << 17) | (1 << 16) | (bitrate << 12) | (rate << 10);
  bytes.writeUInt32BE((bits | ((padded ? 1 : 0) << 9) | ((mono ? 3 : 0) << 6)) >>> 0, 0);
  return bytes;
}

function info(frames: number): Buffer {
  const tag = frame();
  tag.write('Info', 36, 'latin1');
  tag.writeUInt32BE(1, 40);
  tag.writeUInt32BE(frames, 44);
  return tag;
}

function id3(bytes: number): Buffer {
  const tag = Buffer.alloc(10 + bytes);
  tag.write('ID3\u0004', 0, 'latin1');
  tag[8] = bytes >> 7;
  tag[9] = bytes & 127;
  return tag;
}

const ape = Buffer.alloc(32);
ape.write('APETAGEX', 0, 'latin1');
const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
const frames = (count: number) => Array.from({ length: count }, (_, index) => frame({ padded: index % 3 === 0 }));

/** The same parser, whose wishes are counted. */
function* counted<T>(parser: Parser<T>, steps: { count: number }): Parser<T> {
  let state = parser.next();
  for (; state.done !== true; steps.count += 1) state = parser.next(yield state.value);
  return state.value;
}

describe('ProbeAudio of MP3 files', () => {
  it('counts frames, and neither tags nor the frame that tells of the file', () => {
    const file = Buffer.concat([id3(300), info(100), ...frames(100), ape, id3v1]);
    expect(probe(file)).toEqual({
      container: 'mp3',
      codec: 'mp3',
      channels: 2,
      sampleRateHz: 44_100,
      durationMs: 2612,
    });
  });

  it('finds the same however the file is cut while it arrives', () => {
    const file = Buffer.concat([id3(30), info(10), ...frames(10), id3v1]);
    const whole = probe(file);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), pieceBytes => {
        expect(probe(file, pieceBytes)).toEqual(whole);
      }),
    );
  });

  it.each([
    ['tells of more frames than there are', [info(11), ...frames(10)], 'audio-truncated'],
    ['ends within a frame', [...frames(10), frame().subarray(0, 40)], 'audio-truncated'],
    ['ends within a tag', [...frames(10), id3v1.subarray(0, 40)], 'audio-truncated'],
    ['changes its sample rate', [...frames(3), frame({ rate: 1 })], 'audio-header-lies'],
    ['changes from stereo to mono', [...frames(3), frame({ mono: true })], 'audio-header-lies'],
    ['has something between its frames', [...frames(3), Buffer.from('something'), ...frames(3)], 'audio-header-lies'],
    [
      'has a tag of many megabytes',
      [Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 127, 127, 127, 127])],
      'audio-header-lies',
    ],
    ['is of layer II', [frame({ layer: 2 })], 'audio-codec-unknown'],
    ['states no bit rate', [frame({ bitrate: 0 })], 'audio-codec-unknown'],
    ['holds a tag and nothing else', [id3(100)], 'audio-empty'],
  ])('refuses a file that %s', (_, parts, code) => {
    expect(codeOf(Buffer.concat(parts))).toBe(code);
  });

  it('passes over zeros between frames, many at a time', () => {
    const [one, mebibyte] = [frame(), 1024 * 1024];
    for (const zeros of [1, 4095, 4096, 4097, 70_000]) {
      const file = Buffer.concat([one, Buffer.alloc(zeros), one, Buffer.alloc(zeros)]);
      expect([probe(file).durationMs, probe(file, 1000).durationMs]).toEqual([52, 52]);
    }
    const steps = { count: 0 };
    const stream = new ParsedStream(counted(readMp3(), steps));
    for (const piece of [one, Buffer.alloc(mebibyte)]) stream.take(piece);
    expect(stream.finish().durationMs).toBe(26);
    expect(steps.count).toBeLessThan(mebibyte / 1000);
  });

  it('says something definite about any bytes at all', () => {
    const piece = fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(frame(), info(1), id3(3), ape, id3v1));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), pieces => {
        const file = Buffer.concat([Buffer.from([0xff, 0xfb]), ...pieces]);
        const code = codeOf(file);
        expect(code).toMatch(/^(taken|audio-[a-z-]+)$/);
        expect(codeOf(file, 1)).toBe(code);
      }),
      { numRuns: 500 },
    );
  });
});
