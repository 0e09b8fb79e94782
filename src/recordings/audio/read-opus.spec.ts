import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { head, page, PACKET, PRE_SKIP, stream, tags, tinyPackets } from './testing/ogg.js';
import { ProbeAudio } from './probe-audio.js';
import { codeOf, probe } from './testing/probed.js';

describe('ProbeAudio of Ogg Opus files', () => {
  it('measures what the packets hold, less what is cut off at both ends', () => {
    const second = { packets: 50, end: 48_000 - 480 };
    const durationMs = Math.round(990 - PRE_SKIP / 48);
    expect(probe(stream(second))).toEqual({
      container: 'ogg',
      codec: 'opus',
      channels: 2,
      sampleRateHz: 48_000,
      durationMs,
    });
  });

  it('does not believe a position beyond what the packets hold', () => {
    expect(probe(stream({ packets: 50, end: 48_000 * 3600 })).durationMs).toBe(Math.round(1000 - PRE_SKIP / 48));
  });

  it('counts a packet over two pages on the page on which it ends', () => {
    const long = Buffer.alloc(400, 0x48);
    const file = (...last: readonly Buffer[]) =>
      Buffer.concat([
        ...[head(), tags()],
        page({ number: 2, granule: 960, packets: [PACKET, long.subarray(0, 255)], open: true }),
        page({ number: 3, granule: 3 * 960, continues: true, packets: [long.subarray(255), PACKET] }),
        ...last,
      ]);
    const whole = (packets: number) => Math.round(packets * 20 - PRE_SKIP / 48);
    expect(probe(file()).durationMs).toBe(whole(3));
    const open = page({ number: 4, granule: 4 * 960, packets: [PACKET, long.subarray(0, 255)], open: true });
    const rest = { number: 5, granule: 5 * 960 - 480, continues: true, last: true, packets: [long.subarray(255)] };
    expect(probe(file(open, page(rest))).durationMs).toBe(whole(4.5));
    expect(codeOf(file(open))).toBe('audio-truncated');
  });

  it('refuses more than 24 hours as soon as they are passed', () => {
    const halfMinutes = (24 * 3600) / 30.6;
    expect(probe(tinyPackets(Math.floor(halfMinutes))).durationMs).toBeGreaterThan(23.9 * 3_600_000);
    const more = new ProbeAudio();
    expect(() => {
      more.take(tinyPackets(Math.ceil(halfMinutes) + 1));
    }).toThrow(expect.objectContaining({ code: 'audio-too-long' }));
  });

  it('finds the same however the file is cut while it arrives', () => {
    const file = stream({ packets: 30 });
    const whole = probe(file);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), pieceBytes => {
        expect(probe(file, pieceBytes)).toEqual(whole);
      }),
    );
  });

  it('refuses a file in which any one byte of a page is another', () => {
    const file = stream({ packets: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 4, max: file.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(file);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(codeOf(damaged)).toMatch(/^audio-(header-lies|truncated)$/);
      }),
    );
  });

  it.each([
    ['ends within a page', stream({ packets: 5 }).subarray(0, -1), 'audio-truncated'],
    [
      'holds another codec',
      page({ number: 0, first: true, packets: [Buffer.from('\u0001vorbis and so on')] }),
      'audio-codec-unknown',
    ],
    ['holds no sound', Buffer.concat([head(), tags()]), 'audio-empty'],
    [
      'lacks a page',
      Buffer.concat([head(), tags(), page({ number: 3, granule: 960, packets: [PACKET] })]),
      'audio-header-lies',
    ],
    ['holds a second stream', Buffer.concat([stream({ packets: 5 }), head()]), 'audio-codec-unknown'],
    [
      'goes back in time',
      Buffer.concat([stream({ packets: 5, last: false }), page({ number: 7, granule: 10, packets: [PACKET] })]),
      'audio-header-lies',
    ],
    [
      'ends within a packet',
      Buffer.concat([head(), tags(), page({ number: 2, granule: -1, packets: [Buffer.alloc(255, 8)], open: true })]),
      'audio-truncated',
    ],
    [
      'has a packet of more than 120 ms',
      Buffer.concat([head(), tags(), page({ number: 2, granule: 960, packets: [Buffer.from([0x1b, 40])] })]),
      'audio-header-lies',
    ],
    ['has something between its pages', Buffer.concat([head(), Buffer.from('something'), tags()]), 'audio-header-lies'],
  ])('refuses a file that %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
    expect(codeOf(bytes, 1)).toBe(code);
  });
});
