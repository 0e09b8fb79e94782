import { ProbeAudio } from '../../src/recordings/audio/probe-audio.js';
import {
  head,
  PACKET,
  page,
  stream,
  tags,
  tinyPackets,
  withChecksums,
} from '../../src/recordings/audio/testing/ogg.js';
import { wav } from '../support/audio.js';
import type { Target } from './target.js';

const GSM_FRAME = Buffer.from(Array.from({ length: 33 }, (_, at) => (at === 0 ? 0xd7 : at)));
/** MPEG 1, layer III, 32 kbit/s, 44.1 kHz, mono: 104 bytes. */
const MP3_FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x10, 0xc0]), Buffer.alloc(100)]);
const ID3 = Buffer.from('ID3\x04\0\0\0\0\0\x0a0123456789', 'latin1');

/** The readers of audio, one for each container; what arrives is cut as a network cuts it. */
export const AUDIO_TARGETS: readonly Target[] = [
  {
    name: 'wav',
    examples: [
      wav({ seconds: 0.02 }),
      wav({ seconds: 0.02, tag: 1, bits: 16, channels: 1 }),
      wav({ seconds: 0.02, tag: 7 }),
      wavWithEmptyChunks(),
    ],
    pieces: ['RIFF', 'WAVE', 'fmt ', 'data', 'fact', '\xff', '\0\0\0\0'],
    read: probe,
  },
  {
    name: 'ogg',
    examples: [stream({ packets: 3 }), tinyPackets(2), packetOverTwoPages(), endsWithContinuation()],
    pieces: ['OggS', 'OpusHead', 'OpusTags', '\xff', '\0', '\x01', '\x05'],
    // A wrong checksum is refused at once: behind it lies what is to be tried.
    read: input => {
      probe(input);
      probe(withChecksums(input));
    },
  },
  {
    name: 'mp3',
    examples: [
      times(MP3_FRAME, 4),
      Buffer.concat([ID3, times(MP3_FRAME, 3)]),
      Buffer.concat([MP3_FRAME, MP3_FRAME, Buffer.alloc(4097)]),
    ],
    pieces: ['ID3', 'TAG', 'APETAGEX', 'Xing', 'Info', '\xff\xfb', '\0', '\xff'],
    read: probe,
  },
  { name: 'gsm', examples: [times(GSM_FRAME, 5)], pieces: ['\xd7', '\xd0', '\0', '\xff'], read: probe },
];

function probe(input: Buffer): void {
  const audio = new ProbeAudio();
  for (let at = 0; at < input.length; at += 700) audio.take(input.subarray(at, at + 700));
  const { durationMs } = audio.finish();
  if (!(durationMs >= 0)) throw new Error('a length that is none');
}

function times(bytes: Buffer, count: number): Buffer {
  return Buffer.concat(Array<Buffer>(count).fill(bytes));
}

function wavWithEmptyChunks(): Buffer {
  const whole = wav({ seconds: 0.01 });
  const empty = Buffer.from('JUNK\0\0\0\0', 'latin1');
  return Buffer.concat([whole.subarray(0, 12), times(empty, 200), whole.subarray(12)]);
}

function packetOverTwoPages(): Buffer {
  const long = Buffer.concat([PACKET.subarray(0, 1), Buffer.alloc(299)]);
  return Buffer.concat([
    ...[head(), tags()],
    page({ number: 2, granule: 960, packets: [PACKET, long.subarray(0, 255)], open: true }),
    page({ number: 3, granule: 1920, packets: [long.subarray(255)], continues: true, last: true }),
  ]);
}

function endsWithContinuation(): Buffer {
  const long = Buffer.concat([PACKET.subarray(0, 1), Buffer.alloc(254)]);
  return Buffer.concat([
    ...[head(), tags()],
    page({ number: 2, granule: 960, packets: [PACKET, long], open: true }),
    page({ number: 3, granule: 1920, packets: [Buffer.alloc(9)], continues: true, last: true }),
  ]);
}
