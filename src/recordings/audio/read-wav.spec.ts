import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../kernel/errors.js';
import { ProbeAudio } from './probe-audio.js';

function chunk(name: string, body: Buffer, declaredBytes = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(declaredBytes, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

interface Form {
  readonly tag?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits?: number;
  readonly frameBytes?: number;
  readonly extra?: number;
}

function fmt({ tag = 6, channels = 2, rateHz = 8000, bits = 8, extra = 2, ...more }: Form = {}): Buffer {
  const { frameBytes = (channels * bits) / 8 } = more;
  const body = Buffer.alloc(16 + extra);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rateHz, 4);
  body.writeUInt32LE(rateHz * frameBytes, 8);
  body.writeUInt16LE(frameBytes, 12);
  body.writeUInt16LE(bits, 14);
  return body;
}

function file(...chunks: readonly Buffer[]): Buffer {
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

function probe(bytes: Buffer, pieceBytes = bytes.length) {
  const reader = new ProbeAudio();
  for (let at = 0; at < bytes.length; at += Math.max(1, pieceBytes))
    reader.take(bytes.subarray(at, at + Math.max(1, pieceBytes)));
  return reader.finish();
}

function codeOf(bytes: Buffer): string {
  try {
    probe(bytes);
    return 'taken';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const second = Buffer.alloc(16_000, 0xd5);

describe('ProbeAudio of WAV files', () => {
  it.each([
    ['A-law', { tag: 6 }, 'alaw', 1000],
    ['µ-law', { tag: 7 }, 'ulaw', 1000],
    ['8-bit PCM', { tag: 1, bits: 8 }, 'pcm-u8', 1000],
    ['16-bit PCM', { tag: 1, bits: 16, channels: 1 }, 'pcm-s16', 1000],
    ['24-bit PCM', { tag: 1, bits: 24, channels: 1 }, 'pcm-s24', 667],
    ['GSM in WAV49', { tag: 49, bits: 0, channels: 1, frameBytes: 65 }, 'gsm', 9840],
  ] as const)('measures %s by its bytes', (_, form, codec, durationMs) => {
    expect(probe(file(chunk('fmt ', fmt(form)), chunk('data', second)))).toMatchObject({
      codec,
      durationMs,
      sampleRateHz: 8000,
    });
  });

  it('reads the real format out of an extensible header', () => {
    const extensible = Buffer.concat([fmt({ tag: 0xfffe, bits: 16, channels: 1, extra: 8 }), Buffer.alloc(16)]);
    extensible.writeUInt16LE(1, 24);
    expect(probe(file(chunk('fmt ', extensible), chunk('data', second))).codec).toBe('pcm-s16');
  });

  it('finds the same however the file is cut while it arrives', () => {
    const whole = file(
      chunk('LIST', Buffer.alloc(31)),
      chunk('fmt ', fmt()),
      chunk('fact', Buffer.alloc(4)),
      chunk('data', second),
      chunk('LIST', Buffer.alloc(5)),
    );
    const expected = probe(whole);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), pieceBytes => {
        expect(probe(whole, pieceBytes)).toEqual(expected);
      }),
    );
  });

  it('says where the samples lie', () => {
    const { samplesOffset, samplesBytes } = probe(
      file(chunk('LIST', Buffer.alloc(31)), chunk('fmt ', fmt()), chunk('data', second)),
    );
    expect({ samplesOffset, samplesBytes }).toEqual({ samplesOffset: 12 + 40 + 26 + 8, samplesBytes: 16_000 });
  });

  it('refuses what is no audio file', () => {
    expect(codeOf(Buffer.from('what is this'))).toBe('audio-form-unknown');
    expect(codeOf(Buffer.from('RIFF'))).toBe('audio-form-unknown');
    expect(codeOf(chunk('RIFF', Buffer.from('AVI LIST')))).toBe('audio-form-unknown');
  });

  it.each([0, 0xffff_ffff, 0xffff_ff00, 0x7fff_f000])(
    'takes what is there where the writer never wrote its size: %d',
    size => {
      const whole = file(chunk('fmt ', fmt()), chunk('data', second, size));
      expect(probe(whole)).toMatchObject({ durationMs: 1000, samplesBytes: 16_000 });
      expect(probe(whole, 1)).toEqual(probe(whole));
    },
  );

  it('does not take what follows audio of no length for audio', () => {
    expect(codeOf(file(chunk('fmt ', fmt()), chunk('data', Buffer.alloc(0)), chunk('LIST', Buffer.alloc(400))))).toBe(
      'audio-empty',
    );
  });

  it('calls a file of a header and nothing else empty', () => {
    const header = file(chunk('fmt ', fmt({ extra: 0 })), chunk('data', Buffer.alloc(0)));
    expect(header).toHaveLength(44);
    for (let length = 12; length <= 44; length += 1) expect(codeOf(header.subarray(0, length))).toBe('audio-empty');
  });

  it('refuses a codec that it does not know', () => {
    expect(codeOf(file(chunk('fmt ', fmt({ tag: 0x11 })), chunk('data', second)))).toBe('audio-codec-unknown');
    expect(codeOf(file(chunk('fmt ', fmt({ tag: 1, bits: 12, frameBytes: 2 })), chunk('data', second)))).toBe(
      'audio-codec-unknown',
    );
  });

  it('refuses a file without audio', () => {
    expect(codeOf(Buffer.alloc(0))).toBe('audio-empty');
    expect(codeOf(file(chunk('fmt ', fmt()), chunk('data', Buffer.alloc(0))))).toBe('audio-empty');
    expect(codeOf(file(chunk('fmt ', fmt({ bits: 16, tag: 1 })), chunk('data', Buffer.alloc(3))))).toBe('audio-empty');
  });

  it('refuses a file that ends anywhere before the audio that it announces', () => {
    const whole = file(chunk('fmt ', fmt()), chunk('data', second));
    fc.assert(
      fc.property(fc.integer({ min: 45, max: whole.length - 1 }), length => {
        expect(codeOf(whole.subarray(0, length))).toBe('audio-truncated');
      }),
    );
  });

  it.each([
    ['more data than there is', file(chunk('fmt ', fmt()), chunk('data', second, 0x7000_0000)), 'audio-truncated'],
    [
      'another size of GSM blocks',
      file(chunk('fmt ', fmt({ tag: 49, channels: 1, frameBytes: 33 })), chunk('data', second)),
      'audio-header-lies',
    ],
    ['less data than there is', file(chunk('fmt ', fmt()), chunk('data', second, 8_000)), 'audio-header-lies'],
    [
      'a frame that is not its channels and bits',
      file(chunk('fmt ', fmt({ frameBytes: 7 })), chunk('data', second)),
      'audio-header-lies',
    ],
    ['no channels', file(chunk('fmt ', fmt({ channels: 0 })), chunk('data', second)), 'audio-header-lies'],
    ['a sample rate of nothing', file(chunk('fmt ', fmt({ rateHz: 0 })), chunk('data', second)), 'audio-header-lies'],
    ['data before any format', file(chunk('data', second)), 'audio-header-lies'],
    ['data twice', file(chunk('fmt ', fmt()), chunk('data', second), chunk('data', second)), 'audio-header-lies'],
    ['a format that is too short', file(chunk('fmt ', Buffer.alloc(4)), chunk('data', second)), 'audio-header-lies'],
    ['a format of a megabyte', file(chunk('fmt ', Buffer.alloc(8), 1_000_000)), 'audio-header-lies'],
    [
      'two formats',
      file(chunk('fmt ', fmt()), chunk('fmt ', fmt({ tag: 7 })), chunk('data', second)),
      'audio-header-lies',
    ],
    [
      'a chunk without a name',
      file(chunk('fmt ', fmt()), chunk('\u0000\u0001\u0002\u0003', second)),
      'audio-header-lies',
    ],
    [
      'a last chunk that is cut',
      file(chunk('fmt ', fmt()), chunk('data', second), chunk('LIST', Buffer.alloc(4), 400)),
      'audio-header-lies',
    ],
  ])('refuses a header that claims %s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('walks over other chunks, but not over more than a megabyte of them', () => {
    expect(codeOf(file(chunk('JUNK', Buffer.alloc(1_000_000)), chunk('fmt ', fmt()), chunk('data', second)))).toBe(
      'taken',
    );
    expect(codeOf(file(chunk('JUNK', Buffer.alloc(1_100_000)), chunk('fmt ', fmt()), chunk('data', second)))).toBe(
      'audio-header-lies',
    );
  });

  it('counts what names a chunk, so that empty ones end as well', () => {
    const empty = (count: number) => Buffer.alloc(count * 8, Buffer.from('JUNK\0\0\0\0', 'latin1'));
    const sound = [chunk('fmt ', fmt()), chunk('data', second)];
    expect(codeOf(file(empty(131_000), ...sound))).toBe('taken');
    expect(codeOf(file(empty(131_073), ...sound))).toBe('audio-header-lies');
  });

  it('refuses what lasts longer than 24 hours', () => {
    const slow = fmt({ tag: 49, bits: 0, channels: 1, frameBytes: 65, rateHz: 1000 }); // 320 ms a block
    const blocks = (86_400 * 1000) / 320;
    const lasting = (count: number) => file(chunk('fmt ', slow), chunk('data', Buffer.alloc(count * 65)));
    expect(codeOf(lasting(blocks))).toBe('taken');
    expect(codeOf(lasting(blocks + 1))).toBe('audio-too-long');
  });

  it('takes data of odd length with and without the padding byte at the end', () => {
    const odd = file(chunk('fmt ', fmt({ channels: 1 })), chunk('data', Buffer.alloc(801)));
    expect(codeOf(odd)).toBe('taken');
    expect(codeOf(odd.subarray(0, -1))).toBe('taken');
  });

  it('says something definite about any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, riff) => {
        const input = riff
          ? Buffer.concat([Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVE'), bytes])
          : Buffer.from(bytes);
        expect(codeOf(input)).toMatch(/^(taken|audio-[a-z-]+)$/);
      }),
      { numRuns: 2000 },
    );
  });
});
